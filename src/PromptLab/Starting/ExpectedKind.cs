namespace PromptLab.Starting;

/// <summary>What the expected answers of somebody's data are.</summary>
internal enum ExpectedKind
{
    /// <summary>A few short texts that recur: labels.</summary>
    Label,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>JSON objects of plain fields.</summary>
    Json,

    /// <summary>Texts.</summary>
    Text,
}
