namespace PromptLab.Settings;

/// <summary>How <c>check</c> treats findings: <c>lint</c> of <c>promptlab.yaml</c>.</summary>
internal sealed record LintSettings
{
    /// <summary>
    /// True where a version that changes more than one element without giving a reason is an error; by default it is a warning.
    /// </summary>
    public bool OneChangePerVersion { get; init; }

    /// <summary>True where a prompt example that equals or nearly equals an item is an error; by default it is a warning.</summary>
    public bool LeakageIsError { get; init; }

    /// <summary>The findings that the project accepts; none by default.</summary>
    public IReadOnlyList<LintSilence> Silences { get; init; } = [];
}

/// <summary>A finding that the project accepts.</summary>
/// <param name="Id">The id of the rule.</param>
/// <param name="Where">The file as findings name it; <c>*</c> matches any text.</param>
/// <param name="Reason">Why the finding is accepted; never empty.</param>
/// <param name="Line">The line of the entry, from 1.</param>
internal sealed record LintSilence(string Id, string Where, string Reason, int Line);
