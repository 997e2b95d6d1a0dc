using System.Xml;
using PromptLab.Gating;
using static PromptLab.Reporting.JUnitReport;

namespace PromptLab.Reporting;

/// <summary>
/// Writes the gates of a run as a suite of their own: a failed gate is a failure, an inconclusive one is skipped with its reason, and
/// one that could not be judged is an error. A missing run is an error too.
/// </summary>
internal static class JUnitGates
{
    /// <summary>
    /// Writes the suite of a run's gates. The names have no version, so that a CI server can track a gate across versions.
    /// </summary>
    public static void WriteSuite(XmlWriter xml, GatedRun gated)
    {
        var run = gated.Run;
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", $"gates of {NameOf(run)}");
        JUnitCounts.Of(gated.Outcomes).WriteTo(xml);
        Attribute(xml, "timestamp", Timestamp(run));
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var outcome in gated.Outcomes)
        {
            var name = $"{outcome.Rule.Subject}: {GateText.Allowed(outcome.Rule)}";
            var number = used[name] = used.GetValueOrDefault(name) + 1;
            xml.WriteStartElement("testcase");
            Attribute(xml, "classname", $"{run.Prompt.Name}.{run.EvalSet.Name}.gates");
            Attribute(xml, "name", number == 1 ? name : FormattableString.Invariant($"{name} ({number})"));
            if (outcome.Rule.File is { } file)
                Attribute(xml, "file", file);
            Attribute(xml, "time", "0.000");
            WriteState(xml, outcome);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>Writes a suite with an error for each version that has no run to judge; nothing where none is missing.</summary>
    public static void WriteMissing(XmlWriter xml, IReadOnlyList<string> missing)
    {
        if (missing.Count == 0)
            return;
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", "missing runs");
        CountsOf(missing).WriteTo(xml);
        foreach (var sentence in missing)
        {
            xml.WriteStartElement("testcase");
            Attribute(xml, "classname", "promptlab.gates");
            Attribute(xml, "name", sentence.Split(". ")[0]);
            Attribute(xml, "time", "0.000");
            WriteElement(xml, "error", "missing-run", sentence);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>The counts of the suite of missing runs.</summary>
    public static JUnitCounts CountsOf(IReadOnlyList<string> missing) => new(missing.Count, 0, missing.Count, 0, 0);

    private static void WriteState(XmlWriter xml, GateOutcome outcome)
    {
        switch (outcome.State)
        {
            case GateState.Fail:
                WriteElement(xml, "failure", "gate", $"{GateText.Measured(outcome)}. {GateText.Why(outcome)}");
                break;
            case GateState.NotJudged:
                WriteElement(xml, "error", "not-judged", GateText.Why(outcome));
                break;
            case GateState.Inconclusive:
                WriteElement(xml, "skipped", type: null, $"inconclusive: {GateText.Measured(outcome)}. {GateText.Why(outcome)}");
                break;
        }
    }

    private static void WriteElement(XmlWriter xml, string element, string? type, string message)
    {
        xml.WriteStartElement(element);
        if (type is not null)
            Attribute(xml, "type", type);
        Attribute(xml, "message", message);
        xml.WriteEndElement();
    }
}
