using PromptLab.Results;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>board</c>.</summary>
/// <param name="Lines">The lines of the board, in its order.</param>
internal sealed record BoardOutput(IReadOnlyList<BoardLine> Lines) : IJsonOutput;
