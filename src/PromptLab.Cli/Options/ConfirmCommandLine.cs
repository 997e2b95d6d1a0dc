using System.CommandLine;
using PromptLab.Confirming;
using PromptLab.Files;

namespace PromptLab.Cli.Options;

/// <summary>The arguments and options of <c>promptlab confirm</c>.</summary>
internal sealed class ConfirmCommandLine
{
    private readonly Argument<string> _candidate = new("prompt")
    {
        Description = "The frozen version that the claim is on, such as triage@v6.",
    };
    private readonly Option<string> _against = new("--against", "-a")
    {
        Description = "The version that it is held against: a version or label of the same prompt, or a whole reference.",
        DefaultValueFactory = _ => "baseline",
    };
    private readonly Option<string?> _evalSet = new("--evalset", "-e")
    {
        Description = "The eval set; without it the one of the prompt's experiments.",
    };
    private readonly Option<string[]> _model = new("--model", "-m")
    {
        Description = "The model of promptlab.yaml; without it the one of the prompt's experiments.",
    };
    private readonly Option<long?> _repeats = NumberOption.Whole("--repeats", "How often every item is asked.", "-r");
    private readonly Option<long?> _concurrency = NumberOption.Whole("--concurrency", "How many calls are under way at once.", "-c");
    private readonly Option<decimal?> _maxCost = NumberOption.Amount("--max-cost", "The most that both runs may cost, in US dollars.");
    private readonly Option<long?> _maxRequests = NumberOption.Whole(
        "--max-requests",
        "The most requests that both runs may make; every attempt counts."
    );
    private readonly Option<long?> _maxTokens = NumberOption.Whole(
        "--max-tokens",
        "The most tokens that both runs may use, input and output together."
    );
    private readonly Option<decimal?> _margin = NumberOption.Amount(
        "--margin",
        "The loss in percentage points that would be borne, for “not worse”; 5, or 10 with fewer than 100 items."
    );
    private readonly Option<string?> _why = new("--why") { Description = "Why, for the ledger." };
    private readonly Option<bool> _burn = BurnOption.Create();
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Say what would be asked and what it would cost; send nothing and take no look.",
    };
    private readonly Option<bool> _json = JsonOption.Create();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_candidate);
        foreach (
            var option in new Option[]
            {
                _against,
                _evalSet,
                _model,
                _repeats,
                _concurrency,
                _maxCost,
                _maxRequests,
                _maxTokens,
                _margin,
                _why,
                _burn,
                _dryRun,
                _json,
            }
        )
            command.Options.Add(option);
    }

    /// <summary>Converts the parsed command line to options.</summary>
    /// <exception cref="InputException">Several models are given.</exception>
    public ConfirmOptions Read(ParseResult parsed)
    {
        var models = parsed.GetValue(_model) ?? [];
        if (models.Length > 1)
            throw new InputException("--model", null, "A claim is made with one model. Name one; another one is another claim.");
        return new ConfirmOptions
        {
            Candidate = parsed.GetRequiredValue(_candidate),
            Against = parsed.GetRequiredValue(_against),
            EvalSet = parsed.GetValue(_evalSet),
            Model = models is [var model] ? model : null,
            Repeats = RunCommandLine.Small(parsed.GetValue(_repeats)),
            Concurrency = RunCommandLine.Small(parsed.GetValue(_concurrency)),
            MaxCostUsd = parsed.GetValue(_maxCost),
            MaxRequests = RunCommandLine.Small(parsed.GetValue(_maxRequests)),
            MaxTokens = parsed.GetValue(_maxTokens),
            MarginPoints = parsed.GetValue(_margin),
            Why = parsed.GetValue(_why),
            Burn = parsed.GetValue(_burn),
        };
    }

    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);
}
