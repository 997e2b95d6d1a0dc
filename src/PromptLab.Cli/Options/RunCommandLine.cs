using System.CommandLine;
using PromptLab.Experiments;
using PromptLab.Planning;
using PromptLab.Settings;

namespace PromptLab.Cli.Options;

/// <summary>The arguments and options of <c>promptlab run</c>.</summary>
internal sealed class RunCommandLine
{
    private readonly Argument<string?> _experiment = new("experiment")
    {
        Description = "An experiment of promptlab.yaml; without one the default experiment.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string[]> _prompt = new("--prompt", "-p")
    {
        Description = "A prompt version, such as triage@v3; repeat it for several.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> _evalSet = new("--evalset", "-e")
    {
        Description = "The eval set; repeat it for several, which are run one after the other and averaged.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> _model = new("--model", "-m")
    {
        Description = "A model of promptlab.yaml; repeat it for several.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> _split = new("--split")
    {
        Description = "Only items of this split: train, dev or holdout; repeat it for several.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> _items = new("--items") { Description = "Only items with these ids, such as \"a,b_*\"." };
    private readonly Option<string[]> _tag = new("--tag")
    {
        Description = "Only items with one of these tags; repeat it for several.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<long?> _limit = NumberOption.Whole(
        "--limit",
        "At most this many items: the first ones, or with --seed a random choice."
    );
    private readonly Option<long?> _seed = NumberOption.Whole("--seed", "The seed of the random choice that --limit makes.");
    private readonly Option<long?> _repeats = NumberOption.Whole("--repeats", "How often every item is asked.", "-r");
    private readonly Option<long?> _concurrency = NumberOption.Whole("--concurrency", "How many calls are under way at once.", "-c");
    private readonly Option<string?> _cache = new("--cache") { Description = "The response cache: off, read-write or read-only." };
    private readonly Option<decimal?> _maxCost = NumberOption.Amount("--max-cost", "The most that the whole run may cost, in US dollars.");
    private readonly Option<long?> _maxRequests = NumberOption.Whole(
        "--max-requests",
        "The most requests that the whole run may make; every attempt counts."
    );
    private readonly Option<long?> _maxTokens = NumberOption.Whole(
        "--max-tokens",
        "The most tokens that the whole run may use, input and output together."
    );
    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Go on with a run that was stopped or had failed calls: its id or the end of it, or none for the latest.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "run",
    };
    private readonly Option<string?> _race = new("--race")
    {
        Description =
            "Race against a baseline: a run, by its id or the end of it, or a prompt version, which means its latest completed run under the same conditions. "
            + "Looks every 5 items and asks no more of a version that can hardly end ahead. Such a version claims nothing and gets no row; the exit code is 0 all the same.",
        HelpName = "baseline",
    };
    private readonly Option<bool> _burn = BurnOption.Create();
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Say what would be asked and what it would cost; send nothing.",
    };
    private readonly Option<bool> _logResponses = new("--log-responses")
    {
        Description = "Write the texts of responses to the run's log too.",
    };
    private readonly Option<bool> _details = DetailsOption.Create();
    private readonly Option<bool> _json = JsonOption.Create();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_experiment);
        _cache.AcceptOnlyFromAmong(RunSection.CacheModes);
        foreach (
            var option in new Option[]
            {
                _prompt,
                _evalSet,
                _model,
                _split,
                _items,
                _tag,
                _limit,
                _seed,
                _repeats,
                _concurrency,
                _cache,
                _maxCost,
                _maxRequests,
                _maxTokens,
                _resume,
                _race,
                _burn,
                _dryRun,
                _logResponses,
                _details,
                _json,
            }
        )
            command.Options.Add(option);
    }

    /// <summary>Converts the parsed command line to options of a run.</summary>
    public RunOptions Read(ParseResult parsed) =>
        new()
        {
            Experiment = parsed.GetValue(_experiment),
            Prompts = parsed.GetValue(_prompt) ?? [],
            EvalSet = parsed.GetValue(_evalSet) is [var only] ? only : null,
            EvalSets = parsed.GetValue(_evalSet) is { Length: > 1 } several ? several : [],
            Models = parsed.GetValue(_model) ?? [],
            Splits = parsed.GetValue(_split) ?? [],
            Items =
            [
                .. (parsed.GetValue(_items) ?? []).SelectMany(ids =>
                    ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ),
            ],
            Tags = parsed.GetValue(_tag) ?? [],
            Limit = Small(parsed.GetValue(_limit)),
            Seed = parsed.GetValue(_seed),
            Repeats = Small(parsed.GetValue(_repeats)),
            Concurrency = Small(parsed.GetValue(_concurrency)),
            Cache = parsed.GetValue(_cache) is { } mode ? RunSection.ParseCacheMode(mode) : null,
            MaxCostUsd = parsed.GetValue(_maxCost),
            MaxRequests = Small(parsed.GetValue(_maxRequests)),
            MaxTokens = parsed.GetValue(_maxTokens),
            Race = parsed.GetValue(_race),
            Burn = parsed.GetValue(_burn),
        };

    /// <summary>True where <c>--resume</c> is given, with or without a run.</summary>
    public bool IsResume(ParseResult parsed) => parsed.GetResult(_resume) is not null;

    /// <summary>Converts the parsed command line to options of resuming.</summary>
    public ResumeOptions ReadResume(ParseResult parsed) =>
        new() { Run = parsed.GetValue(_resume) is { Length: > 0 } run ? run : null, Choices = Read(parsed) };

    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    public bool LogsResponses(ParseResult parsed) => parsed.GetValue(_logResponses);

    public bool HasDetails(ParseResult parsed) => parsed.GetValue(_details);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    // Clamped rather than rejected here, so that the check of the range reports it.
    public static int? Small(long? number) => number is { } given ? (int)Math.Clamp(given, int.MinValue, int.MaxValue) : null;
}
