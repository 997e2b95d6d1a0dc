using PromptLab.Files;

namespace PromptLab.Tests.Files;

public sealed class ProblemGroupTests
{
    private readonly Problems _problems = new();

    [Fact]
    public void Equal_problems_of_a_file_are_one_line_with_their_number_and_the_first_place()
    {
        for (var line = 61; line >= 2; line--)
            _problems.Add("items.csv", line, "“expected” is missing.");
        _problems.Warn("items.csv", 3, "“expected” is missing.");
        _problems.Add("other.csv", 3, "“expected” is missing.");

        Assert.Equal(
            [
                "items.csv: 60 lines: “expected” is missing. (first at line 2)",
                "warning: items.csv:3: “expected” is missing.",
                "other.csv:3: “expected” is missing.",
            ],
            ProblemGroup.LinesOf(_problems.Found)
        );
    }

    [Fact]
    public void Five_or_more_that_differ_in_a_name_or_a_figure_are_shown_by_the_first_one()
    {
        for (var line = 2; line <= 6; line++)
            _problems.Add("items.csv", line, $"The item “a{line}” has no split. See line {line}.");

        Assert.Equal(
            ["items.csv: 5 lines like this one: The item “a2” has no split. See line 2. (first at line 2)"],
            ProblemGroup.LinesOf(_problems.Found)
        );
        Assert.Equal(4, ProblemGroup.LinesOf([.. _problems.Found.Skip(1)]).Count);
    }

    [Fact]
    public void Problems_of_whole_files_are_never_put_together_since_each_names_another_thing()
    {
        for (var number = 1; number <= 10; number++)
            _problems.Add("evalset.yaml", null, $"There is no “{number}”.");

        Assert.Equal(10, ProblemGroup.LinesOf(_problems.Found).Count);
    }

    [Fact]
    public void Twenty_lines_are_shown_errors_first_and_the_rest_is_counted()
    {
        for (var number = 0; number < 30; number++)
            _problems.Warn($"w{number}.csv", 1, "A warning.");
        for (var number = 0; number < 3; number++)
            _problems.Add($"e{number}.csv", 1, "An error.");

        var lines = ProblemGroup.LinesOf(_problems.Found);

        Assert.Equal(21, lines.Count);
        Assert.Equal("e0.csv:1: An error.", lines[0]);
        Assert.Equal("warning: w16.csv:1: A warning.", lines[19]);
        Assert.Equal("… and 13 more warnings; --json lists all of them. Mend these first.", lines[20]);
    }
}
