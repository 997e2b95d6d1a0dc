using System.CommandLine;
using System.CommandLine.Parsing;
using PromptLab.Comparing;

namespace PromptLab.Cli.Options;

/// <summary>The options of <c>compare --agreement</c>.</summary>
internal sealed class AgreementCommandLine
{
    private readonly Option<bool> _agreement = new("--agreement")
    {
        Description = "Measure how far runs, label columns or people agree: Cohen's, Fleiss' and Krippendorff's coefficients.",
    };

    private readonly Option<string?> _labels = new("--labels")
    {
        Description = "With --agreement: a CSV or JSONL file of id and a column for each rater, or of id, by and label.",
    };

    private readonly Option<string[]> _columns = new("--columns")
    {
        Description = "With --labels: the columns that are raters; without it all but id.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _grader = new("--grader")
    {
        Description = "With --agreement: the grader whose reading of a run's responses is compared; without it pass and fail.",
    };

    private readonly Option<string> _scale = new("--scale")
    {
        Description = "With --agreement: nominal (names), ordinal (an order) or interval (distances).",
        DefaultValueFactory = _ => "nominal",
    };

    public AgreementCommandLine() => _scale.AcceptOnlyFromAmong("nominal", "ordinal", "interval");

    public bool IsChosenIn(ParseResult parsed) => parsed.GetValue(_agreement);

    public bool IsChosenIn(CommandResult result) => result.GetValue(_agreement);

    /// <summary>What is wrong with the options together; null where nothing is.</summary>
    public string? ObjectionTo(CommandResult result)
    {
        if (IsChosenIn(result))
            return result.GetResult(_columns) is not null && result.GetResult(_labels) is null
                ? "--columns are those of a file: name it with --labels."
                : null;
        Option[] others = [_labels, _columns, _grader];
        return others.FirstOrDefault(option => result.GetResult(option) is not null) is { } alone
            ? $"{alone.Name} goes with --agreement."
            : null;
    }

    public AgreementOptions OptionsOf(ParseResult parsed, IReadOnlyList<string> runs, long? seed) =>
        new()
        {
            Runs = runs,
            Grader = parsed.GetValue(_grader),
            Labels = parsed.GetValue(_labels),
            Columns = parsed.GetValue(_columns) ?? [],
            Scale = parsed.GetValue(_scale) switch
            {
                "ordinal" => AgreementScale.Ordinal,
                "interval" => AgreementScale.Interval,
                _ => AgreementScale.Nominal,
            },
            Seed = seed,
        };

    /// <summary>The options, in the order in which help shows them.</summary>
    public IEnumerable<Option> Options => [_agreement, _labels, _columns, _grader, _scale];
}
