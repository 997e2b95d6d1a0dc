using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>A label and the version that it points to.</summary>
/// <param name="Name">The label.</param>
/// <param name="Version">The version, such as <c>v3</c>.</param>
/// <param name="Line">The line in <c>labels.yaml</c>, from 1.</param>
internal sealed record PromptLabel(string Name, string Version, int Line);

/// <summary>Reads and edits <c>labels.yaml</c>: movable names of versions.</summary>
internal static partial class PromptLabels
{
    /// <summary>The label of the version in production: once set, it only moves with evidence or a reason.</summary>
    public const string Production = "production";

    internal const string FileName = "labels.yaml";

    private const string Schema = "promptlab/labels@1";
    private static readonly string[] ReservedNames = ["latest", "draft"];

    /// <summary>The labels; empty if the file does not exist or is unreadable.</summary>
    internal static IReadOnlyList<PromptLabel> Read(string path, string shownAs, Problems problems)
    {
        if (
            !File.Exists(path)
            || TextFile.TryRead(path, shownAs, problems) is not { } text
            || YamlMap.Read(text, shownAs, problems) is not { } map
        )
            return [];
        if (map.RequiredText("schema", Schema) is { Length: > 0 } schema && schema != Schema)
            map.Problem("schema", FileFormat.ObjectionTo(schema, Schema)!);
        var labels = map.Map("labels");
        map.RejectUnknownKeys("labels.yaml");
        if (labels is null)
            return [];
        var found = labels.Keys.Select(name => new PromptLabel(name, labels.RequiredText(name), labels.LineOf(name))).ToList();
        foreach (var label in found.Where(label => NameProblem(label.Name) is not null))
            labels.Problem(label.Name, NameProblem(label.Name)!);
        return found;
    }

    /// <summary>Why a name cannot be a label, as a sentence; null if it can.</summary>
    public static string? NameProblem(string name) =>
        ReservedNames.Contains(name, StringComparer.Ordinal) ? $"“{name}” is computed and can't be a label."
        : PromptVersion.Of(name) is not null ? $"“{name}” is the name of a version and can't be a label."
        : !LabelName().IsMatch(name) ? $"“{name}” can't be a label: small letters, digits, “-” and “_”, a letter first."
        : null;

    /// <summary>The text of the file with a label added or moved; comments and other lines stay as they are.</summary>
    internal static string WithLabel(string? text, string label, string version)
    {
        if (string.IsNullOrWhiteSpace(text))
            return $"# Movable names of versions; `promptlab label` moves them.\nschema: {Schema}\nlabels:\n  {label}: {version}\n";
        var lines = text.TrimEnd('\n').Split('\n').ToList();
        var existing = lines.FindIndex(line => line.TrimStart().StartsWith(label + ":", StringComparison.Ordinal));
        var header = lines.FindIndex(line => line.StartsWith("labels:", StringComparison.Ordinal));
        if (existing > header && header >= 0)
            lines[existing] = LabelValue().Replace(lines[existing], match => match.Groups["key"].Value + version);
        else if (header >= 0)
            lines.Insert(header + 1, $"{IndentOf(lines.Skip(header + 1))}{label}: {version}");
        else
            lines.AddRange(["labels:", $"  {label}: {version}"]);
        return string.Join('\n', lines) + "\n";
    }

    private static string IndentOf(IEnumerable<string> labels) =>
        labels.FirstOrDefault(line => line.StartsWith(' ') && line.Trim() is [not '#', ..]) is { } first
            ? first[..^first.TrimStart().Length]
            : "  ";

    [GeneratedRegex("^[a-z][a-z0-9_-]*$", RegexOptions.None, 1000)]
    private static partial Regex LabelName();

    [GeneratedRegex(@"^(?<key>\s*[a-z][a-z0-9_-]*:\s*)[^\s#]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValue();
}
