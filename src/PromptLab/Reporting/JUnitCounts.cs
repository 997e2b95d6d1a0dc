using System.Globalization;
using System.Xml;
using PromptLab.Gating;

namespace PromptLab.Reporting;

/// <summary>How many cases a suite has, and how many of them are failures, errors and skipped; the rest passed.</summary>
internal readonly record struct JUnitCounts(int Tests, int Failures, int Errors, int Skipped, double Seconds)
{
    public static JUnitCounts Of(IReadOnlyList<ItemVerdict> items) =>
        new(
            items.Count,
            items.Count(item => item.Kind is ItemVerdictKind.Regression or ItemVerdictKind.Failure),
            items.Count(item => item.Kind == ItemVerdictKind.NotScored),
            items.Count(item => item.Kind == ItemVerdictKind.KnownFailure),
            items.Sum(item => item.Candidate.Results.Sum(result => result.Latency?.TotalSeconds ?? 0))
        );

    public static JUnitCounts Of(IReadOnlyList<GateOutcome> gates) =>
        new(
            gates.Count,
            gates.Count(gate => gate.State == GateState.Fail),
            gates.Count(gate => gate.State == GateState.NotJudged),
            gates.Count(gate => gate.State == GateState.Inconclusive),
            0
        );

    public static JUnitCounts operator +(JUnitCounts one, JUnitCounts other) =>
        new(
            one.Tests + other.Tests,
            one.Failures + other.Failures,
            one.Errors + other.Errors,
            one.Skipped + other.Skipped,
            one.Seconds + other.Seconds
        );

    public void WriteTo(XmlWriter xml)
    {
        Write("tests", Tests);
        Write("failures", Failures);
        Write("errors", Errors);
        Write("skipped", Skipped);
        xml.WriteAttributeString("time", Seconds.ToString("0.000", CultureInfo.InvariantCulture));

        void Write(string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
    }
}
