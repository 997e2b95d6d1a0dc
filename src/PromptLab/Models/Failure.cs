namespace PromptLab.Models;

/// <summary>Why a call gave no response. It is counted beside the scores and never inside them.</summary>
/// <param name="Type">
/// A stable word: <c>timeout</c>, <c>transport</c>, <c>http-401</c>, <c>malformed</c>, <c>empty</c>,
/// <c>content-filter</c>, <c>not-recorded</c>, ….
/// </param>
/// <param name="Message">One sentence for people; it never holds a key.</param>
public sealed record Failure(string Type, string Message);
