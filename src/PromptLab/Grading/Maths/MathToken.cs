namespace PromptLab.Grading.Maths;

/// <summary>A part of a formula.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The digits, the name, the sign, or the command without its backslash.</param>
/// <param name="AfterBlank">True if a blank stands before it.</param>
internal readonly record struct MathToken(MathTokenKind Kind, string Text, bool AfterBlank);

/// <summary>What a part of a formula is.</summary>
internal enum MathTokenKind
{
    /// <summary>Digits, with at most one point.</summary>
    Number,

    /// <summary>A letter, or a word.</summary>
    Name,

    /// <summary>An operator, a bracket, a comma or a relation.</summary>
    Sign,

    /// <summary>A LaTeX command that takes arguments: frac, sqrt, binom.</summary>
    Command,
}
