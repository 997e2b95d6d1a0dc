using PromptLab.Cli;

namespace PromptLab.Tests.Cli;

/// <summary>The help: the commands by stage, those first that a newcomer needs, and examples that can be run.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly TestBench _bench = new() { Width = 80 };

    public static TheoryData<string> Commands => [.. CommandEntries.All.Select(entry => entry.Name)];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_overview_has_every_command_once_on_one_line_and_the_first_steps_in_order()
    {
        var lines = (await _bench.RunAsync("--help")).Out.Split('\n');

        foreach (var entry in CommandEntries.All)
            Assert.Single(lines, $"  {entry.Name, -16}  {entry.Description}");
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        var first = lines
            .SkipWhile(line => line != "First steps")
            .Skip(1)
            .TakeWhile(line => line.Length > 0)
            .Select(line => line.Trim().Split(' ')[0]);
        Assert.Equal(
            CommandEntries.All.Where(entry => entry.FirstStep is not null).OrderBy(entry => entry.FirstStep).Select(entry => entry.Name),
            first
        );
        Assert.Equal(
            ["First steps", "Set up", "Measure", "Understand", "Change", "Claim"],
            lines.Where(line =>
                line.Length > 0 && char.IsUpper(line[0]) && !line.Contains(' ', StringComparison.Ordinal)
                || line is "First steps" or "Set up"
            )
        );
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_help_of_a_command_has_two_examples_and_its_exit_codes(string name)
    {
        var entry = CommandEntries.All.Single(entry => entry.Name == name);

        var said = (await _bench.RunAsync("help", name)).Out;

        Assert.Equal(said, (await _bench.RunAsync(name, "--help")).Out);
        var help = said.Replace(" · 130\n", " · 130 ", StringComparison.Ordinal); // wrapped at the width
        Assert.Equal(2, entry.Examples.Count);
        Assert.All(entry.Examples, example => Assert.Contains($"  promptlab {example}\n", help, StringComparison.Ordinal));
        Assert.Contains("Exit codes: 0 done · ", help, StringComparison.Ordinal);
        Assert.All(entry.ExitCodes, code => Assert.Contains(FormattableString.Invariant($" · {code} "), help, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_examples_of_a_command_are_command_lines_that_it_takes(string name)
    {
        foreach (var example in CommandEntries.All.Single(entry => entry.Name == name).Examples)
        {
            Assert.StartsWith(name, example, StringComparison.Ordinal);
            var words = System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(example).ToArray();

            var said = await _bench.RunAsync(words); // there is no project, which is found out once the line is understood

            Assert.True(
                said.Exit == 0
                    || said.Error.Contains("promptlab.yaml", StringComparison.Ordinal)
                    || said.Error.Contains("emails.csv", StringComparison.Ordinal),
                $"{example}: {said.Error}"
            );
        }
    }

    [Fact]
    public async Task A_command_that_there_is_not_is_named_whatever_follows()
    {
        var said = await _bench.RunAsync("failurs", "--limit", "3");

        Assert.Equal(
            (2, "There is no command “failurs”. Did you mean “failures”?\nSee promptlab --help. Nothing was sent.\n"),
            (said.Exit, said.Error)
        );
    }
}
