using PromptLab.EvalSets;
using PromptLab.Files;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace PromptLab.Splitting;

/// <summary>Declares splits in the text of <c>evalset.yaml</c> without changing anything else.</summary>
internal static class YamlSplits
{
    private const string Key = "splits";
    private const string DataKey = "data";

    /// <summary>
    /// The text with the missing splits declared, each with its purpose; unchanged if all are declared. If there is no “splits”,
    /// it is added after “data”.
    /// </summary>
    /// <param name="text">The text of a valid file, with its own line ends and BOM.</param>
    /// <param name="names">The splits that must be declared.</param>
    public static string Declare(string text, IReadOnlyList<string> names)
    {
        var body = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (YamlNodes.Read(body, out _) is not YamlMappingNode root)
            return text;
        var declared = Find(root, Key);
        var missing = names.Where(name => declared?.Value is not YamlMappingNode map || Find(map, name) is null).ToList();
        var edit = new Edit(body, missing);
        return missing.Count == 0 ? text
            : declared is { } existing ? text[..^body.Length] + edit.AddTo(existing)
            : Find(root, DataKey) is { } data ? text[..^body.Length] + edit.After(root, data)
            : text;
    }

    private static KeyValuePair<YamlNode, YamlNode>? Find(YamlMappingNode map, string key) =>
        map
            .Children.Cast<KeyValuePair<YamlNode, YamlNode>?>()
            .FirstOrDefault(pair => pair?.Key is YamlScalarNode scalar && scalar.Value == key);

    private sealed record Edit(string Text, IReadOnlyList<string> Missing)
    {
        private readonly YamlNodeEnds _ends = new(Text);

        private string FlowEntries => string.Join(", ", Missing.Select(Declaration));

        public string After(YamlMappingNode root, KeyValuePair<YamlNode, YamlNode> data) =>
            root.Style == MappingStyle.Flow
                ? Insert(_ends.EndOf(data.Value), $", {Key}: {{ {FlowEntries} }}")
                : InsertLines(
                    Math.Max(_ends.LastLineOf(data.Key), _ends.LastLineOf(data.Value)),
                    IndentOf(root),
                    [$"{Key}:", .. Missing.Select(name => "  " + Declaration(name))]
                );

        public string AddTo(KeyValuePair<YamlNode, YamlNode> declared) =>
            declared switch
            {
                { Value: YamlMappingNode { Children.Count: > 0 } map } => Extend(map),
                { Value: YamlMappingNode map } => Insert(_ends.EndOf(map) - 1, $" {FlowEntries} "),
                { Value: YamlScalarNode { Value.Length: > 0 } nullScalar } => Replace(
                    (int)nullScalar.Start.Index,
                    _ends.EndOf(nullScalar),
                    $"{{ {FlowEntries} }}"
                ),
                { Key: var key } => Insert(Text.IndexOf(':', _ends.EndOf(key)) + 1, $" {{ {FlowEntries} }}"),
            };

        private static string Declaration(string name) => $"{name}: {{ purpose: {SplitNames.PurposeOf(name)} }}";

        private string Extend(YamlMappingNode map)
        {
            var last = map.Children[^1];
            return map.Style == MappingStyle.Flow
                ? Insert(_ends.EndOf(last.Value is YamlScalarNode { Value: null or "" } ? last.Key : last.Value), $", {FlowEntries}")
                : InsertLines(
                    Math.Max(_ends.LastLineOf(last.Key), _ends.LastLineOf(last.Value)),
                    IndentOf(map),
                    [.. Missing.Select(Declaration)]
                );
        }

        private string InsertLines(int afterLine, string indent, IReadOnlyList<string> lines)
        {
            var at = 0;
            for (var line = 0; line < afterLine && at < Text.Length; line++)
                at = Text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : Text.Length;
            var newLine = Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
            var before = at == 0 || Text[at - 1] == '\n' ? "" : newLine;
            return Insert(at, before + string.Concat(lines.Select(line => indent + line + newLine)));
        }

        private string Insert(int at, string text) => Replace(at, at, text);

        private string Replace(int from, int to, string text) => string.Concat(Text.AsSpan(0, from), text, Text.AsSpan(to));

        private static string IndentOf(YamlMappingNode map) => new(' ', Math.Max(0, (int)map.Children[0].Key.Start.Column - 1));
    }
}
