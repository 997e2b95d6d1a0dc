using System.Text.RegularExpressions;

namespace PromptLab.JsonSchemas;

/// <summary>
/// The forms of texts that <c>format</c> names, each as its RFC has it:
/// https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3.
/// </summary>
internal static class SchemaFormat
{
    private const RegexOptions Linear = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;
    private const int MaxPatternLength = 10_000;

    private static readonly Regex Uuid = new(@"^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\z", Linear);
    private static readonly Regex Pointer = new(@"^(/([^~/]|~[01])*)*\z", Linear | RegexOptions.Singleline);
    private static readonly Regex RelativePointer = new(@"^(0|[1-9][0-9]*)(#|(/([^~/]|~[01])*)*)\z", Linear | RegexOptions.Singleline);

    private static readonly Dictionary<string, Func<string, bool>> Formats = new(StringComparer.Ordinal)
    {
        ["date"] = DateFormat.IsDate,
        ["time"] = DateFormat.IsTime,
        ["date-time"] = DateFormat.IsDateTime,
        ["duration"] = DateFormat.IsDuration,
        ["email"] = text => HostFormat.IsEmail(text, international: false),
        ["idn-email"] = text => HostFormat.IsEmail(text, international: true),
        ["hostname"] = HostFormat.IsHostname,
        ["ipv4"] = HostFormat.IsIPv4,
        ["ipv6"] = HostFormat.IsIPv6,
        ["uri"] = text => UriFormat.IsUri(text, international: false),
        ["uri-reference"] = text => UriFormat.IsReference(text, international: false),
        ["iri"] = text => UriFormat.IsUri(text, international: true),
        ["iri-reference"] = text => UriFormat.IsReference(text, international: true),
        ["uuid"] = Uuid.IsMatch,
        ["json-pointer"] = Pointer.IsMatch,
        ["relative-json-pointer"] = RelativePointer.IsMatch,
        ["regex"] = text => text.Length <= MaxPatternLength && SchemaPattern.IsValid(text),
    };

    /// <summary>Checks a text for a format; null if the format is not known, so that nothing is asserted.</summary>
    public static Func<string, bool>? Find(string format) => Formats.GetValueOrDefault(format);

    /// <summary>That a format is not checked, as a sentence.</summary>
    public static string UnknownMessage(string format) =>
        $"The format “{format}” is not checked; these are: {string.Join(", ", Formats.Keys)}.";
}
