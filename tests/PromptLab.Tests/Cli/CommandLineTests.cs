namespace PromptLab.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Theory]
    [InlineData("“runn” for “run”", "Did you mean “run”?", "runn")]
    [InlineData("a misspelt option", "There is no option “--repets”. Did you mean “--repeats”?", "run", "--repets", "3")]
    [InlineData(
        "one beside the only argument",
        "There is no option “--agianst”. Did you mean “--against”?",
        "confirm",
        "triage@v2",
        "--agianst",
        "baseline"
    )]
    [InlineData("a word for a number", "--repeats takes a whole number, not “x”.", "run", "--repeats", "x")]
    [InlineData("a missing argument", "compare takes a baseline and what to compare with it: promptlab compare A B", "compare", "a")]
    public async Task A_command_line_that_can_not_be_read_is_bad_input(string what, string message, params string[] arguments)
    {
        var result = await _bench.RunAsync(arguments);

        Assert.Equal((2, ""), (result.Exit, result.Out));
        Assert.True(result.Error.Contains(message, StringComparison.Ordinal), $"{what}: {result.Error}");
        Assert.EndsWith("Nothing was sent.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_are_told_to_machines_too()
    {
        var result = await _bench.RunAsync("board", "--json");

        var problem = System.Text.Json.Nodes.JsonNode.Parse(result.Out)!["problems"]![0]!;
        Assert.Equal((2, "promptlab.yaml"), (result.Exit, problem["file"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Without_a_command_the_help_lists_them()
    {
        var result = await _bench.RunAsync();

        Assert.Equal(0, result.Exit);
        Assert.Contains("First steps", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_a_project_the_message_says_how_to_begin_one()
    {
        var result = await _bench.RunAsync("board");

        Assert.Equal(2, result.Exit);
        Assert.Equal(
            "promptlab.yaml: There is none in this folder or above it. Go to a project's folder, or make one here: promptlab init --from items.csv\n1 problem. Nothing was sent.\n",
            result.Error
        );
    }

    public void Dispose() => _bench.Dispose();
}
