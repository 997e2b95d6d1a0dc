using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Models;
using PromptLab.Results;

namespace PromptLab.Comparing;

/// <summary>Whether two runs can be compared, and what their difference can then be put down to.</summary>
/// <remarks>
/// A comparison varies one aspect: the subject, the model with its parameters, or the graders. Where a second one differs, the
/// difference can't be put down to either, so the comparison is refused unless that is allowed. Items are always the same ones.
/// </remarks>
public sealed record Comparability
{
    // Hosted models drift: Chen, Zaharia and Zou, “How Is ChatGPT’s Behavior Changing over Time?”, 2023, https://arxiv.org/abs/2307.09009.
    private static readonly TimeSpan FarApart = TimeSpan.FromDays(1);

    /// <summary>
    /// What differs of subject, model and graders, in this order. Empty where the same was asked twice: then every
    /// difference is chance or drift.
    /// </summary>
    public required IReadOnlyList<ComparedAspect> Varied { get; init; }

    /// <summary>What differs besides the subject, a sentence each; empty where nothing does.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>Why the two can't be compared, a sentence each with its mend; empty where they can.</summary>
    public required IReadOnlyList<string> Obstacles { get; init; }

    /// <summary>What makes a difference doubtful although the two can be compared, a sentence each.</summary>
    public required IReadOnlyList<string> Cautions { get; init; }

    /// <summary>Holds two runs against each other.</summary>
    /// <param name="baseline">The run that is compared with.</param>
    /// <param name="candidate">The run that is judged.</param>
    /// <param name="allowed">In what they may differ; null for one aspect and nothing else.</param>
    internal static Comparability Of(RunRecord baseline, RunRecord candidate, AllowedDifferences? allowed = null)
    {
        allowed ??= AllowedDifferences.None;
        var (before, after) = (baseline.Identity, candidate.Identity);
        var varied = Enum.GetValues<ComparedAspect>().Where(aspect => DifferenceIn(aspect, before, after) is not null).ToList();
        var tooMany = varied.Skip(1).Where(aspect => !allowed.Aspects.Contains(aspect));
        var items = allowed.Items ? null : ItemsDifference(before.EvalSet, after.EvalSet);
        return new Comparability
        {
            Varied = varied,
            Differences = DifferencesOf(before, after),
            Obstacles =
            [
                .. tooMany.Select(aspect => SecondThing(varied[0], aspect, DifferenceIn(aspect, before, after))),
                .. items is null
                    ? Array.Empty<string>()
                    :
                    [
                        $"{items} Only the same items can be compared: run both on them, or compare what they have in common with --intersect.",
                    ],
            ],
            Cautions = [.. new[] { DaysApart(baseline, candidate), OtherServedModel(baseline.Model, candidate.Model) }.OfType<string>()],
        };
    }

    /// <summary>What differs besides the subject, a sentence each; empty where nothing does.</summary>
    internal static IReadOnlyList<string> DifferencesOf(RunIdentity baseline, RunIdentity candidate) =>
        [
            .. new[]
            {
                ModelDifference(baseline, candidate),
                GradersDifference(baseline, candidate),
                ItemsDifference(baseline.EvalSet, candidate.EvalSet),
                RepeatsDifference(baseline, candidate),
            }.OfType<string>(),
        ];

    /// <summary>True where two runs asked the same items under the same conditions, so that nothing but the subject can differ.</summary>
    internal static bool DifferInSubjectOnly(RunRecord one, RunRecord other) => DifferInSubjectOnly(one.Identity, other.Identity);

    /// <summary>True where two runs would ask the same items under the same conditions.</summary>
    internal static bool DifferInSubjectOnly(RunIdentity one, RunIdentity other) =>
        one.EvalSet.SelectedIdsHash == other.EvalSet.SelectedIdsHash
        && one.ConfigHash == other.ConfigHash
        && one.GradersHash == other.GradersHash;

    private static string? DifferenceIn(ComparedAspect aspect, RunIdentity baseline, RunIdentity candidate) =>
        aspect switch
        {
            ComparedAspect.Subject => SubjectDifference(baseline.Prompt, candidate.Prompt),
            ComparedAspect.Model => ModelDifference(baseline, candidate),
            _ => GradersDifference(baseline, candidate),
        };

    private static string SecondThing(ComparedAspect first, ComparedAspect second, string? sentence)
    {
        var mend = second == ComparedAspect.Model ? "Run both with one model" : "Grade both with the same graders (promptlab grade RUN)";
        return $"{sentence} The {WordOf(first)} differs too, so a difference could not be put down to either. {mend}, or say --allow {WordOf(second)}.";
    }

    private static string WordOf(ComparedAspect aspect) =>
        aspect switch
        {
            ComparedAspect.Subject => "prompt",
            ComparedAspect.Model => "model",
            _ => "graders",
        };

    private static string? SubjectDifference(RunPrompt before, RunPrompt after)
    {
        var isSame = before.Hash is null && after.Hash is null ? before.Reference == after.Reference : before.Hash == after.Hash;
        return isSame ? null : $"The prompts differ: {before.Reference} and {after.Reference}.";
    }

    private static string? ModelDifference(RunIdentity baseline, RunIdentity candidate)
    {
        if (baseline.ConfigHash == candidate.ConfigHash)
            return null;
        var (before, after) = (NameOf(baseline.Model), NameOf(candidate.Model));
        return before == after ? $"The parameters of the model “{before}” differ." : $"The models differ: “{before}” and “{after}”.";
    }

    private static string NameOf(RunModel model) => model.Id ?? model.Alias ?? "not named";

    private static string? ItemsDifference(RunEvalSet before, RunEvalSet after)
    {
        if (before.Name != after.Name)
            return $"The eval sets differ: “{before.Name}” and “{after.Name}”.";
        if (before.SelectedIdsHash == after.SelectedIdsHash)
            return null;
        if (!before.Split.Order(StringComparer.Ordinal).SequenceEqual(after.Split.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            return $"The splits differ: {Splits(before)} and {Splits(after)}.";
        if (before.Items == after.Items)
            return before.Hash == after.Hash
                ? $"Other items of the eval set “{before.Name}” were chosen."
                : $"The items of the eval set “{before.Name}” were changed between the runs.";
        return FormattableString.Invariant($"The numbers of items differ: {before.Items} and {after.Items}.");
    }

    private static string? RepeatsDifference(RunIdentity baseline, RunIdentity candidate) =>
        baseline.Repeats == candidate.Repeats
            ? null
            : FormattableString.Invariant(
                $"The repeats differ: {baseline.Repeats} and {candidate.Repeats}. They are averaged within each item."
            );

    private static string Splits(RunEvalSet evalSet) => new SplitChoice(evalSet.Split).Text is { } names ? $"“{names}”" : "all items";

    private static string? GradersDifference(RunIdentity baseline, RunIdentity candidate) =>
        baseline.GradersHash == candidate.GradersHash
            ? null
            : $"The set of graders was changed between the runs: {ContentHash.Short(baseline.GradersHash)} and {ContentHash.Short(candidate.GradersHash)}.";

    // What a recording answered is as old as the recording, however late it is replayed.
    private static string? DaysApart(RunRecord baseline, RunRecord candidate)
    {
        var apart = (candidate.StartedAt - baseline.StartedAt).Duration();
        var asked = new[] { baseline, candidate }.All(run => run.Model.Provider is { } kind && kind != ProviderKinds.Recorded.Name);
        return asked && apart > FarApart
            ? FormattableString.Invariant(
                $"The runs are {apart.TotalDays:0.0} days apart, and a hosted model may have changed in between. To be sure, run both anew, together."
            )
            : null;
    }

    private static string? OtherServedModel(RunModel before, RunModel after) =>
        before.Id == after.Id
        && before.ResponseModels.Count > 0
        && after.ResponseModels.Count > 0
        && !before.ResponseModels.SequenceEqual(after.ResponseModels, StringComparer.Ordinal)
            ? $"The responses name other models: {string.Join(", ", before.ResponseModels)} and {string.Join(", ", after.ResponseModels)}. Run both anew, together."
            : null;
}
