// Appends COUNT rows to the scoreboard PATH, one by one, each with a run id of its own that begins with NAME: one of several
// processes that write one scoreboard at once.
using System.Globalization;
using PromptLab.Files;
using PromptLab.Results;

var (path, count, name) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), args[2]);
var board = new Scoreboard(path, "scoreboard.csv", TimeProvider.System);
for (var number = 1; number <= count; )
{
    try
    {
        await board.AppendAsync([RowOf(number)], CancellationToken.None);
        number++;
    }
    catch (InputException e) when (e.Message.Contains("has held the file", StringComparison.Ordinal))
    {
        // On a slow machine the others may hold it for longer than anybody waits: nothing was written, and its turn comes.
    }
}

ScoreboardRow RowOf(int number) =>
    new()
    {
        RunId = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"),
        StartedAt = TimeProvider.System.GetUtcNow(),
        Prompt = "triage",
        Version = "v1",
        Model = "main",
        EvalSet = "tickets",
        Items = number,
        Repeats = 1,
        Scored = number,
        Errors = 0,
    };
