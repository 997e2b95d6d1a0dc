using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Results;

/// <summary>The id of a run, such as <c>20261124-120000-triage-v3-e6d9a1</c>: when it began, what was asked, and six digits.</summary>
internal static class RunId
{
    private const int Digits = 6;

    /// <summary>The digits at the end: enough to name a run by, where no other ends so.</summary>
    public static string ShortOf(string id) => id[(id.LastIndexOf('-') + 1)..];

    /// <summary>The id of a run that begins; a further try, where the id is taken, has other digits.</summary>
    internal static string Of(RunRecord record, int tryNumber)
    {
        var digits = ContentHash.OfText(
            string.Create(CultureInfo.InvariantCulture, $"{record.Fingerprint} {record.StartedAt.Ticks} {tryNumber}")
        );
        var version = record.Prompt.Version is { } v ? "-" + v : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{record.StartedAt.UtcDateTime:yyyyMMdd-HHmmss}-{record.Prompt.Name}{version}-{digits.AsSpan(ContentHash.Prefix.Length, Digits)}"
        );
    }
}
