using PromptLab.Comparing;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>compare --agreement</c>.</summary>
/// <param name="Raters">The raters.</param>
/// <param name="Items">How many items have a label.</param>
/// <param name="Sealed">How many items of the holdout were left out.</param>
/// <param name="Scale">What the labels mean.</param>
/// <param name="Pairs">Each two raters.</param>
/// <param name="Complete">How many units all have labelled.</param>
/// <param name="Fleiss">Fleiss' kappa.</param>
/// <param name="Krippendorff">Krippendorff's alpha.</param>
internal sealed record AgreementOutput(
    IReadOnlyList<string> Raters,
    int Items,
    int Sealed,
    AgreementScale Scale,
    IReadOnlyList<RaterPair> Pairs,
    int Complete,
    Coefficient Fleiss,
    Coefficient Krippendorff
) : IJsonOutput
{
    public static AgreementOutput Of(AgreementResult measured) =>
        new(
            measured.Raters,
            measured.Items,
            measured.Sealed,
            measured.Scale,
            measured.Pairs,
            measured.Complete,
            measured.Fleiss,
            measured.Krippendorff
        );
}
