using System.Text.RegularExpressions;
using PromptLab.Files;

namespace PromptLab.Prompts;

/// <summary>A label and the version that it points to.</summary>
/// <param name="Name">The label.</param>
/// <param name="Version">The version.</param>
/// <param name="Line">The line in the file, from 1.</param>
public sealed record PromptLabel(string Name, string Version, int Line);

/// <summary><c>labels.yaml</c>: movable names of versions.</summary>
internal static partial class PromptLabels
{
    /// <summary>The label of what is in use: once it is set, only evidence or a reason moves it.</summary>
    public const string Production = "production";

    internal const string FileName = "labels.yaml";

    private const string Schema = "promptlab/labels@1";
    private static readonly string[] Computed = ["latest", "draft"];

    /// <summary>The labels; empty where there is no file.</summary>
    internal static IReadOnlyList<PromptLabel> Read(string path, string shownAs, Problems problems)
    {
        if (
            !File.Exists(path)
            || TextFile.TryRead(path, shownAs, problems) is not { } text
            || YamlMap.Read(text, shownAs, problems) is not { } map
        )
            return [];
        if (map.RequiredText("schema") is { Length: > 0 } schema && schema != Schema)
            map.Problem("schema", $"The schema is “{schema}”; this version reads {Schema}.");
        var labels = map.Map("labels");
        map.RejectUnknownKeys("labels.yaml");
        if (labels is null)
            return [];
        var found = labels.Keys.Select(name => new PromptLabel(name, labels.RequiredText(name), labels.LineOf(name))).ToList();
        foreach (var label in found.Where(label => ProblemOf(label.Name) is not null))
            labels.Problem(label.Name, ProblemOf(label.Name)!);
        return found;
    }

    /// <summary>Why a name can't be a label; null where it can.</summary>
    public static string? ProblemOf(string name) =>
        Computed.Contains(name, StringComparer.Ordinal) ? $"“{name}” is computed and can't be a label."
        : PromptVersion.Of(name) is not null ? $"“{name}” is the name of a version and can't be a label."
        : !LabelName().IsMatch(name) ? $"“{name}” can't be a label: small letters, digits, “-” and “_”, a letter first."
        : null;

    /// <summary>The file's text with a label set or moved; its comments and other lines stay as they are.</summary>
    internal static string Set(string? text, string label, string version)
    {
        if (string.IsNullOrWhiteSpace(text))
            return $"# Movable names of versions; `promptlab label` moves them.\nschema: {Schema}\nlabels:\n  {label}: {version}\n";
        var lines = text.TrimEnd('\n').Split('\n').ToList();
        var at = lines.FindIndex(line => line.TrimStart().StartsWith(label + ":", StringComparison.Ordinal));
        var head = lines.FindIndex(line => line.StartsWith("labels:", StringComparison.Ordinal));
        if (at > head && head >= 0)
            lines[at] = Value().Replace(lines[at], match => match.Groups["key"].Value + version);
        else if (head >= 0)
            lines.Insert(head + 1, $"{IndentOf(lines.Skip(head + 1))}{label}: {version}");
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
    private static partial Regex Value();
}
