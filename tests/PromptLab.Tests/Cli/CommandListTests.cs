using System.CommandLine;
using PromptLab.Cli;

namespace PromptLab.Tests.Cli;

/// <summary>The list of commands, their classes and the tests know the same commands (the page: <see cref="CommandPageTests"/>).</summary>
public sealed class CommandListTests
{
    public static TheoryData<string> Commands => [.. CommandTree.All.Keys];

    [Fact]
    public void The_list_has_every_class_of_a_command_and_each_once()
    {
        var classes = typeof(App)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == "PromptLab.Cli.Commands" && type.Name.EndsWith("Command", StringComparison.Ordinal));

        Assert.Equal(
            classes.Select(type => type.Name).Order(StringComparer.Ordinal),
            CommandEntries.All.Select(entry => entry.Create.Method.DeclaringType!.Name).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_gives_its_facts_to_machines(string command) =>
        // What completes a line is read by a shell only.
        Assert.True(command == "completion" || HasJson(command));

    private static bool HasJson(string command) =>
        CommandTree.All[command].Options.Any(option => option is Option<bool> { Name: "--json" });

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_and_every_option_says_what_it_does(string command)
    {
        var made = CommandTree.All[command];

        Assert.Matches(@"^[A-Z].*\.$", made.Description);
        Assert.All(made.Options, option => Assert.Matches(@"^[A-Z].*\.$", option.Description));
        Assert.All(made.Arguments, argument => Assert.Matches(@"^[A-Z].*\.$", argument.Description));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_is_called_by_a_test(string command)
    {
        var call = string.Join(", ", command.Split(' ').Select(word => $"\"{word}\""));

        Assert.Contains(
            Directory.EnumerateFiles(Path.Combine(SharedFiles.Root, "tests/PromptLab.Tests"), "*Tests.cs", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains($"({call}", StringComparison.Ordinal)
        );
    }
}
