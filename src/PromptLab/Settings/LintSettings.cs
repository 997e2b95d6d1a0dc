namespace PromptLab.Settings;

/// <summary>How findings are treated: <c>lint</c> of <c>promptlab.yaml</c>.</summary>
internal sealed record LintSettings
{
    /// <summary>
    /// True where a version that changes more than one element without a reason is an error of <c>check</c>, not a
    /// warning.
    /// </summary>
    public bool OneChangePerVersion { get; init; }

    /// <summary>True where an example that is an item, or nearly is, is an error of <c>check</c>, not a warning.</summary>
    public bool LeakageIsError { get; init; }

    /// <summary>The findings that the project is content with.</summary>
    public IReadOnlyList<LintSilence> Silences { get; init; } = [];
}

/// <summary>A finding that the project is content with.</summary>
/// <param name="Id">The id of the rule.</param>
/// <param name="Where">The file as findings name it; <c>*</c> stands for any text.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Line">The line of the entry, from 1.</param>
internal sealed record LintSilence(string Id, string Where, string Reason, int Line);
