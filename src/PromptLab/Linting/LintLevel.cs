namespace PromptLab.Linting;

/// <summary>The severity of a finding.</summary>
public enum LintLevel
{
    /// <summary>The check fails with exit code 2.</summary>
    Error,

    /// <summary>Results may mean less than they seem to.</summary>
    Warning,

    /// <summary>Worth knowing, but harmless.</summary>
    Note,
}
