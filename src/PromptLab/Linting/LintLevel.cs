namespace PromptLab.Linting;

/// <summary>How much a finding weighs.</summary>
public enum LintLevel
{
    /// <summary>The check ends with 2.</summary>
    Error,

    /// <summary>Figures may mean less than they seem to.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Note,
}
