using System.Globalization;
using PromptLab.EvalSets;

namespace PromptLab.Grading.Texts;

/// <summary>The texts that a response is compared with, and the similarity from which on it passes.</summary>
internal sealed class ReferenceTexts
{
    private readonly ValueList _values;
    private readonly TextNormaliser _normaliser;
    private readonly double _passAt;

    private ReferenceTexts(ValueList values, TextNormaliser normaliser, double passAt) =>
        (_values, _normaliser, _passAt) = (values, normaliser, passAt);

    /// <summary>
    /// Reads the references of a definition; reports those with nothing to compare, and warns where no <c>pass</c> says how
    /// similar is similar enough.
    /// </summary>
    /// <param name="setup">The definition.</param>
    /// <param name="reader">Its reader, by which references are normalised too.</param>
    /// <param name="hasContent">True for a normalised text that can be compared.</param>
    public static ReferenceTexts Read(GraderSetup setup, ResponseReader reader, Func<string, bool> hasContent)
    {
        const string pass = "pass";
        var values = setup.ReadValues();
        foreach (var item in setup.Items.Where(item => values.Sources.All(source => source.FindMissing(item) is null)))
        {
            if (values.TextsFor(item).FirstOrDefault(text => !hasContent(reader.Normaliser.Apply(text))) is { } empty)
                setup.Problems.Add(
                    item.File,
                    item.Line,
                    $"{Quote.Of(empty)} of the item “{item.Id}” has nothing that the grader “{setup.Id}” ({setup.Type}) could compare. Write a text there."
                );
        }

        if (!setup.Options.Has(pass))
            setup.Options.Warn(
                "type",
                $"The grader “{setup.Id}” ({setup.Type}) has no “pass”, so only a text with a similarity of 1 passes. Say how similar is enough: pass: 0.7."
            );
        var passAt = double.TryParse(setup.Options.Text(pass), NumberStyles.Float, CultureInfo.InvariantCulture, out var mark) ? mark : 1;
        return new ReferenceTexts(values, reader.Normaliser, passAt);
    }

    /// <summary>The normalised references for an item; at least one.</summary>
    public IReadOnlyList<string> For(EvalItem item) => [.. _values.TextsFor(item).Select(_normaliser.Apply)];

    /// <summary>The score of a similarity, from 0 to 1, with one code where it is enough and another where it is not.</summary>
    public Score Score(double similarity, string measure, string reference, (ReasonCode Near, ReasonCode Far) codes)
    {
        var value = Math.Clamp(similarity, 0, 1);
        var rounded = value.ToString("0.###", CultureInfo.InvariantCulture);
        return value >= _passAt
            ? Grading.Score.Of(value, codes.Near, $"{measure} is {rounded}, compared with {Quote.Of(reference)}.")
            : Grading.Score.Of(
                value,
                codes.Far,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{measure} is {rounded}, below {_passAt}, compared with {Quote.Of(reference)}."
                )
            );
    }
}
