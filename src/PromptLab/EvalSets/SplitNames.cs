namespace PromptLab.EvalSets;

/// <summary>The three splits that items are dealt to, each with its purpose.</summary>
public static class SplitNames
{
    /// <summary>Items that examples of a prompt may come from; never measured.</summary>
    public const string Train = "train";

    /// <summary>Items that versions are compared on while the prompt is worked at.</summary>
    public const string Dev = "dev";

    /// <summary>Items that are kept for a claim at the end.</summary>
    public const string Holdout = "holdout";

    /// <summary>All three, in this order.</summary>
    public static IReadOnlyList<string> All { get; } = [Train, Dev, Holdout];

    /// <summary>The word of <c>evalset.yaml</c> for what a split is for.</summary>
    internal static string PurposeOf(string name) =>
        name switch
        {
            Train => "export",
            Dev => "iterate",
            _ => "confirm",
        };
}
