namespace PromptLab.Tests.Fakes;

/// <summary>A stream of a step as the runner of GitHub Actions reads it.</summary>
/// <remarks>
/// ActionCommand.TryParseV2 takes a line that begins, blanks left aside, with <c>::name …::</c>; ActionCommand.TryParse one that
/// holds <c>##[name …]</c> anywhere: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs. Here a
/// line with the first mark of either is taken, whether or not it goes on as a command does.
/// </remarks>
internal static class WorkflowCommands
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    /// <summary>The lines that the runner would take for commands.</summary>
    public static IReadOnlyList<string> In(string stream) =>
        [
            .. stream
                .Split(LineEnds, StringSplitOptions.None)
                .Select(line => line.Trim())
                .Where(line => line.StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal)),
        ];

    /// <summary>A command as the runner reads it: its name, its properties and its message, unescaped.</summary>
    public static (string Name, IReadOnlyDictionary<string, string> Properties, string Message) Read(string line)
    {
        var end = line.IndexOf("::", 2, StringComparison.Ordinal);
        var head = line[2..end].Split(' ', 2);
        var properties =
            head.Length == 1
                ? []
                : head[1]
                    .Split(',')
                    .Select(pair => pair.Split('=', 2))
                    .ToDictionary(
                        pair => pair[0].Trim(),
                        pair =>
                            Unescape(pair[1]).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal),
                        StringComparer.Ordinal
                    );
        return (head[0], properties, Unescape(line[(end + 2)..]).Replace("%25", "%", StringComparison.Ordinal));
    }

    private static string Unescape(string text) =>
        text.Replace("%0D", "\r", StringComparison.Ordinal).Replace("%0A", "\n", StringComparison.Ordinal);
}
