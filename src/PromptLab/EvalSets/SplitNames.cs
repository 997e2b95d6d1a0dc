namespace PromptLab.EvalSets;

/// <summary>The names of the three splits.</summary>
internal static class SplitNames
{
    /// <summary>Items from which a prompt's examples may be taken; never measured.</summary>
    public const string Train = "train";

    /// <summary>Items on which versions are compared while a prompt is developed.</summary>
    public const string Dev = "dev";

    /// <summary>Items reserved for a final claim.</summary>
    public const string Holdout = "holdout";

    /// <summary><c>train</c>, <c>dev</c>, <c>holdout</c>, in this order.</summary>
    public static IReadOnlyList<string> All { get; } = [Train, Dev, Holdout];

    /// <summary>The value of “purpose” in <c>evalset.yaml</c> for a split.</summary>
    internal static string PurposeOf(string name) =>
        name switch
        {
            Train => "export",
            Dev => "iterate",
            _ => "confirm",
        };
}
