using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptLab.Cli.Reports;
using PromptLab.Settings;

namespace PromptLab.Tests.Cli;

/// <summary>The list of report formats, the commands, the schema of <c>promptlab.yaml</c> and the README know the same reports.</summary>
public sealed class ReportFormatsTests
{
    // A run always writes it, so that no option asks for it.
    private const string ItemsTable = "csv";

    private static IEnumerable<string?> KnownOutputs => [ItemsTable, .. ReportFormats.All.Select(format => format.Output).OfType<string>()];

    public static TheoryData<string, string> Reports => [.. ReportFormats.All.Select(format => (format.Command, format.Option))];

    [Fact]
    public void Each_format_of_a_command_has_a_name_of_its_own() =>
        Assert.Distinct(ReportFormats.All.Select(format => (format.Command, format.Name)));

    [Fact]
    public void The_help_of_each_command_has_the_options_of_its_reports_as_the_list_has_them()
    {
        var names = ReportFormats.All.Select(format => format.Option).ToHashSet(StringComparer.Ordinal);
        var options =
            from command in CommandTree.All
            from option in command.Value.Options
            where names.Contains(option.Name)
            select (command.Key, option.Name, option.Description, option is Option<string?>);

        Assert.Equal(
            ReportFormats
                .All.Select(format => (format.Command, format.Option, (string?)format.Description, format.Place == ReportPlace.File))
                .Order(),
            options.Order()
        );
    }

    // Else it would be in no list.
    [Fact]
    public void No_command_writes_a_report_by_itself() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(SharedFiles.Root, "src/PromptLab.Cli/Commands"), "*.cs").Select(File.ReadAllText),
            source => Assert.DoesNotContain("OutputFile.Write", source, StringComparison.Ordinal)
        );

    [Fact]
    public void The_readme_has_a_row_for_every_report_and_for_no_other() =>
        Assert.Equal(
            ReportFormats.All.Select(format =>
                (
                    $"`{format.Command} {format.Option}{(format.Place == ReportPlace.File ? " FILE" : "")}`",
                    format.Output is { } output ? $"`{output}`" : ""
                )
            ),
            CommandTree.RowsOfReadme("report").Select(row => (row[0], row[2]))
        );

    [Theory]
    [MemberData(nameof(Reports))]
    public void Every_report_is_asked_for_by_a_test(string command, string option)
    {
        // RunAsync("gate", "--junit", …), or by a bench: CheckAsync("--sarif", …).
        var call = new Regex($@"(""{command}"",|{command}Async\()[^;]*""{option}""", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

        Assert.Contains(
            Directory.EnumerateFiles(Path.Combine(SharedFiles.Root, "tests/PromptLab.Tests"), "*Tests.cs", SearchOption.AllDirectories),
            file => call.IsMatch(File.ReadAllText(file))
        );
    }

    [Fact]
    public void What_experiments_may_ask_for_are_the_outputs_of_the_list() => Assert.Equal(KnownOutputs, ExperimentDefinition.KnownOutputs);

    [Fact]
    public void The_schema_knows_the_outputs_and_no_others()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedFiles.Root, "src/PromptLab/Schemas/promptlab.schema.json")))!;
        var choices = schema["$defs"]!["experiment"]!["properties"]!["outputs"]!["oneOf"]!.AsArray();

        Assert.Equal(KnownOutputs, choices[0]!["enum"]!.AsArray().Select(output => (string?)output));
        Assert.Equal(KnownOutputs, choices[1]!["items"]!["enum"]!.AsArray().Select(output => (string?)output));
    }
}
