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

    /// <summary><c>holdout</c> for the name of a split to confirm on, else the name itself.</summary>
    internal static string InPlaceOf(string name, IReadOnlyList<string> holdouts) =>
        holdouts.Contains(name, StringComparer.Ordinal) ? Holdout : name;

    /// <summary>The value of “purpose” in <c>evalset.yaml</c> for a split.</summary>
    internal static string PurposeOf(string name) =>
        name switch
        {
            Train => "export",
            Dev => "iterate",
            _ => "confirm",
        };
}
