namespace PromptLab.JsonSchemas;

/// <summary>A place at which a value does not follow a schema.</summary>
/// <param name="Pointer">The place in the value as a JSON pointer (RFC 6901); empty for the whole value.</param>
/// <param name="Keyword">The keyword of the schema that it breaks.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record SchemaViolation(string Pointer, string Keyword, string Message);
