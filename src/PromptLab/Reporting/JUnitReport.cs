using System.Globalization;
using System.Xml;
using PromptLab.Gating;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Running;
using PromptLab.Texts;

namespace PromptLab.Reporting;

/// <summary>
/// Formats judged runs as JUnit XML: for each run a suite with one case per item, and one with one case per gate. The class name
/// has no version, so that a CI server can track an item across versions. Regressions are failures, items that also fail in the
/// baseline are skipped, and items without a score are errors. Responses are not included. Items of the holdout are not cases; a
/// property of the suite counts them.
/// </summary>
internal static class JUnitReport
{
    /// <summary>Writes the report; the same runs yield the same bytes on every platform.</summary>
    public static void Write(GateReport report, TextWriter writer)
    {
        var suites = report.Runs.Select(run => (Run: run, Items: ItemVerdict.Of(run).ToLookup(item => item.IsSealed))).ToList();
        var settings = new XmlWriterSettings
        {
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
            OmitXmlDeclaration = true,
        };
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(writer, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "promptlab");
            suites
                .Select(suite => JUnitCounts.Of([.. suite.Items[false]]) + JUnitCounts.Of(suite.Run.Outcomes))
                .Aggregate(JUnitGates.CountsOf(report.Missing), (sum, counts) => sum + counts)
                .WriteTo(xml);
            foreach (var (run, items) in suites)
                WriteSuite(xml, run, [.. items[false]], [.. items[true]]);
            foreach (var (run, _) in suites)
                JUnitGates.WriteSuite(xml, run);
            JUnitGates.WriteMissing(xml, report.Missing);
            xml.WriteEndElement();
        }

        writer.Write('\n');
    }

    private static void WriteSuite(XmlWriter xml, GatedRun gated, IReadOnlyList<ItemVerdict> items, IReadOnlyList<ItemVerdict> holdout)
    {
        var run = gated.Subject.Run;
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", NameOf(run));
        JUnitCounts.Of(items).WriteTo(xml);
        Attribute(xml, "timestamp", Timestamp(run));
        xml.WriteStartElement("properties");
        if (run.Prompt.Hash is { } hash)
            WriteProperty(xml, "prompt.hash", Files.ContentHash.Short(hash));
        if (gated.Baseline is { } baseline)
            WriteProperty(xml, "baseline", baseline.Reference);
        WriteProperty(xml, "run_id", run.RunId);
        if (holdout.Count > 0)
            WriteProperty(xml, "holdout", Counted(holdout));
        xml.WriteEndElement();
        foreach (var item in items)
            WriteCase(xml, gated, item);
        xml.WriteEndElement();
    }

    private static string Counted(IReadOnlyList<ItemVerdict> holdout) =>
        $"{Format.Quantity(holdout.Count, "item")}: {string.Join(", ", holdout.CountBy(item => item.Kind).OrderBy(kind => kind.Key).Select(kind => $"{Count(kind.Value)} {Word(kind.Key)}"))}; none is named";

    private static string Word(ItemVerdictKind kind) =>
        kind switch
        {
            ItemVerdictKind.Pass => "passed",
            ItemVerdictKind.Regression => "regressed",
            ItemVerdictKind.KnownFailure => "failed as before",
            ItemVerdictKind.Failure => "failed",
            _ => "not scored",
        };

    private static void WriteCase(XmlWriter xml, GatedRun gated, ItemVerdict item)
    {
        var run = gated.Subject.Run;
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", $"{run.Prompt.Name}.{run.EvalSet.Name}");
        Attribute(xml, "name", item.Item.ItemId);
        if (gated.Subject.ItemLocations.TryGetValue(item.Item.ItemId, out var place))
            Attribute(xml, "file", place.File);
        Attribute(xml, "time", Seconds(item.Candidate.Results));
        WriteVerdict(xml, gated, item);
        xml.WriteEndElement();
    }

    private static void WriteVerdict(XmlWriter xml, GatedRun gated, ItemVerdict item)
    {
        var (was, now) = (VersionOf(gated.Baseline?.Reference), VersionOf(gated.Subject.Run.Prompt.Reference));
        switch (item.Kind)
        {
            case ItemVerdictKind.Regression:
                WriteFailure(xml, "regression", $"passed on {was}, fails on {now}: {GateText.FailedGraders(item)}", gated, item);
                break;
            case ItemVerdictKind.Failure:
                WriteFailure(xml, "failure", $"fails on {now}: {GateText.FailedGraders(item)}", gated, item);
                break;
            case ItemVerdictKind.KnownFailure:
                xml.WriteStartElement("skipped");
                Attribute(
                    xml,
                    "message",
                    gated.IsBaseline ? $"known failure: {now} is the baseline itself" : $"known failure: also fails on {was}"
                );
                xml.WriteEndElement();
                break;
            case ItemVerdictKind.NotScored:
                var failure = item.Candidate.Results.Select(result => result.Failure).FirstOrDefault(one => one is not null);
                xml.WriteStartElement("error");
                Attribute(xml, "type", failure?.Type ?? "undecided");
                Attribute(xml, "message", $"not scored: {failure?.Message ?? string.Join("; ", item.Candidate.Reasons)}");
                xml.WriteEndElement();
                break;
        }
    }

    private static void WriteFailure(XmlWriter xml, string type, string message, GatedRun gated, ItemVerdict item)
    {
        var before = item.Baseline?.Score is { } score ? $" ({VersionOf(gated.Baseline?.Reference)}: {Score(score)})" : "";
        xml.WriteStartElement("failure");
        Attribute(xml, "type", type);
        Attribute(xml, "message", message);
        xml.WriteString(
            Valid(
                $"score {Score(item.Candidate.Score)}{before}\nfailed graders: {GateText.FailedGraders(item)}\nrow: {gated.Subject.ShownFolder}/items.csv item_id={item.Item.ItemId}"
            )
        );
        xml.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        Attribute(xml, "name", name);
        Attribute(xml, "value", value);
        xml.WriteEndElement();
    }

    private static string VersionOf(string? reference) => reference is null ? "" : PromptReference.Parse(reference).Version ?? reference;

    private static string Seconds(IEnumerable<ItemResult> results) =>
        results.Sum(result => result.Latency?.TotalSeconds ?? 0).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Score(double? score) => score?.ToString("0.00", CultureInfo.InvariantCulture) ?? Format.Missing;

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name of a run's suite, such as <c>triage@v4 on refunds (main)</c>.</summary>
    internal static string NameOf(RunRecord run) =>
        $"{run.Prompt.Reference} on {run.EvalSet.Name}{(run.Model.Alias is { } model ? $" ({model})" : "")}";

    internal static string Timestamp(RunRecord run) =>
        run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Valid(value));

    // XML 1.0 does not allow most control characters, not even escaped, nor half a pair.
    private static string Valid(string text) => PrintableText.Of(text);
}
