namespace PromptLab.JsonSchemas;

/// <summary>A part of a value that violates a schema.</summary>
/// <param name="Pointer">The JSON pointer (RFC 6901) of that part; empty for the whole value.</param>
/// <param name="Keyword">The violated keyword.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
internal sealed record SchemaViolation(string Pointer, string Keyword, string Message);
