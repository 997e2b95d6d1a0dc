namespace PromptLab.EvalSets;

/// <summary>The names of the CSV columns and JSON keys that have a fixed meaning; other columns are input fields.</summary>
internal static class ItemColumns
{
    public const string Id = "id";
    public const string Expected = "expected";
    public const string Tags = "tags";
    public const string Split = "split";
    public const string Weight = "weight";
    public const string Cluster = "cluster";
    public const string Notes = "notes";
    public const string Graders = "graders";
    public const string Input = "input";
    public const string History = "conversation_history";

    public static IReadOnlyList<string> Known { get; } = [Id, Expected, Tags, Split, Weight, Cluster, Notes, Graders];
}
