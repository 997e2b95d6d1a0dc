// Appends COUNT rows to the scoreboard PATH, one by one, each with a run id of its own that begins with NAME: one of several
// processes that write one scoreboard at once.
using System.Globalization;
using PromptLab.Results;

var (path, count, name) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), args[2]);
var board = new Scoreboard(path, "scoreboard.csv", TimeProvider.System);
for (var number = 1; number <= count; number++)
{
    await board.AppendAsync(
        [
            new ScoreboardRow
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
            },
        ],
        CancellationToken.None
    );
}
