using PromptLab.Cli.Outputs;
using PromptLab.EvalSets;
using PromptLab.Splitting;
using PromptLab.Statistics;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows how the items of an eval set were assigned to splits, without any text of an item.</summary>
internal sealed record SplitEvalSetView(SplitAssignment Assignment, IReadOnlyList<string> Files, bool DryRun)
{
    private const int FewInHoldout = 100;
    private const double LostShare = 0.05;
    private const int MaxAttributes = 20;

    private SplitCount? Holdout => Assignment.Counts.FirstOrDefault(count => count.Split == SplitNames.Holdout && count.Items > 0);

    private IReadOnlyList<string> Notes => [.. new[] { NoTrain(), Power(), Outcome() }.OfType<string>()];

    private double? DetectableGain =>
        Holdout is { Independent: < FewInHoldout } holdout
            ? PairedBinaryPower.MinimumDetectableEffect(holdout.Independent, LostShare, ofClusters: holdout.Independent < holdout.Items)
            : null;

    /// <summary>The assignment as JSON output.</summary>
    public SplitEvalSetOutput Output =>
        new(
            Assignment.EvalSet.Name,
            !DryRun && Files.Count > 0,
            Files,
            Assignment.Salt,
            new(Assignment.Shares.Train, Assignment.Shares.Dev, Assignment.Shares.Holdout),
            Assignment.Counts,
            Assignment.Attributes,
            DetectableGain,
            [.. Assignment.Changed.Select(item => new SplitEvalSetOutput.AssignedOutput(item.Id, item.Split, Assignment.Splits[item.Id]))],
            Notes
        );

    public void Write(IAnsiConsole console)
    {
        console.WriteLine(
            $"{Assignment.EvalSet.Name}: {Format.Quantity(Assignment.EvalSet.Count, "item")}, {Format.Count(Assignment.Changed.Count())} newly dealt"
        );
        WriteCounts(console);
        if (Assignment.Attributes.Count > 0)
            WriteAttributes(console);
        foreach (var note in Notes.Prepend(LeftOut()).OfType<string>())
            console.WriteLine(PrintableText.OneLine(note));
    }

    private void WriteCounts(IAnsiConsole console)
    {
        var table = new TextTable("split", "items", "share", "wanted", "new");
        foreach (var count in Assignment.Counts)
            table.AddRow(
                count.Split,
                Format.Count(count.Items),
                Format.Percent(count.Share),
                Format.Percent(count.Target),
                Format.Count(count.New)
            );
        table.Write(console);
    }

    private void WriteAttributes(IAnsiConsole console)
    {
        var splits = Assignment.Counts.Select(count => count.Split).ToList();
        var table = new TextTable(["tag or label", "items", .. splits]);
        foreach (var attribute in Assignment.Attributes.GroupBy(one => one.Kind).SelectMany(kind => kind.Take(MaxAttributes)))
            table.AddRow([
                $"{(attribute.Kind == SplitAttributeKind.Tag ? "tag" : "label")} {attribute.Name}",
                Format.Count(attribute.Items),
                .. splits.Select(split => Format.Count(attribute.BySplit.GetValueOrDefault(split))),
            ]);
        table.Write(console);
    }

    private string? LeftOut()
    {
        var left = Assignment.Attributes.GroupBy(one => one.Kind).Sum(kind => Math.Max(0, kind.Count() - MaxAttributes));
        return left == 0 ? null : $"Rarer tags and labels that are not shown: {Format.Count(left)}; --json has them all.";
    }

    private string? NoTrain() =>
        Assignment.Counts.Any(count => count.Split == SplitNames.Train)
            ? null
            : "There is no train split. Examples of a prompt then come from dev; remove those items from scoring, or what was shown is measured.";

    private string? Power() =>
        Holdout is not { Independent: < FewInHoldout } holdout
            ? null
            : $"A holdout of {Format.Quantity(holdout.Items, "item")}{(holdout.Independent < holdout.Items ? $", which count as {Format.Count(holdout.Independent)} since clusters and same items count once," : "")} "
                + (
                    DetectableGain is { } gain
                        ? $"detects a true gain of about {Format.WholePoints(gain)} 4 times in 5 if an edit breaks 5% of the items; smaller gains are often missed."
                        : "detects no gain 4 times in 5, not even an edit that fixes every item it does not break."
                );

    private string Outcome() =>
        Files.Count == 0 ? "Nothing is to be dealt: every item has a split. No file was touched."
        : DryRun ? $"Nothing was written. Without --dry-run these change: {string.Join(", ", Files)}."
        : $"Written: {string.Join(", ", Files)}. Commit {(Files.Count == 1 ? "it" : "them")}; items that are added later are dealt by the same command, and these stay where they are.";
}
