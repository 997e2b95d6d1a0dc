using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// The response cache: a SQLite file, safe for several processes at once. What it can't read or keep costs no answer: the
/// call is made, and the trouble is told once. Thread-safe.
/// </summary>
internal sealed class ResponseCache : IAsyncDisposable
{
    private const int Version = 1;
    private const int BusySeconds = 30;

    private readonly string _path;
    private readonly ConcurrentBag<SqliteCommand> _readers = []; // one for each thread that reads, with a connection of its own
    private readonly SqliteConnection _writing;
    private readonly SqliteCommand _keep;
    private readonly string _shownAs;
    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, bool> _unreadable = new(StringComparer.Ordinal); // these give way to the next answer
    private readonly SqliteCommand _remove;
    private readonly Task _keeping;

    private ResponseCache(string path, SqliteConnection writing, string shownAs)
    {
        (_path, _writing, _shownAs) = (path, writing, shownAs);
        _keep = Command(
            writing,
            """
            INSERT INTO responses (key, endpoint, model, response, request_id, tokens, cost_usd, asked_at)
            VALUES ($key, $endpoint, $model, $response, $request_id, $tokens, $cost_usd, $asked_at)
            ON CONFLICT (key) DO NOTHING
            """,
            "$key",
            "$endpoint",
            "$model",
            "$response",
            "$request_id",
            "$tokens",
            "$cost_usd",
            "$asked_at"
        );
        _remove = Command(writing, "DELETE FROM responses WHERE key = $key", "$key");
        _keeping = Task.Run(KeepAllAsync);
    }

    /// <summary>What went wrong first while reading or keeping; null where nothing did.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Opens the cache, and makes it where there is none.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="shownAs">The path as the user would name it.</param>
    /// <exception cref="InputException">The file is no cache of ours, or can't be opened.</exception>
    public static ResponseCache Open(string path, string shownAs)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var writing = Connect(path);
            Prepare(writing, shownAs);
            return new ResponseCache(path, writing, shownAs);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                shownAs,
                null,
                $"The response cache can't be opened: {e.Message} Delete the file if it is damaged, or run with --cache off."
            );
        }
    }

    /// <summary>The response that is kept under a key; null where there is none, or it can't be read.</summary>
    public CachedResponse? Find(string key)
    {
        SqliteCommand? reader = null;
        try
        {
            reader = _readers.TryTake(out var idle)
                ? idle
                : Command(
                    Connect(_path),
                    "SELECT response, endpoint, request_id, cost_usd, asked_at FROM responses WHERE key = $key",
                    "$key"
                );
            return Find(reader, key);
        }
        catch (Exception e) when (e is SqliteException or JsonException or FormatException)
        {
            Note(e);
            _unreadable.TryAdd(key, true);
            return null;
        }
        finally
        {
            if (reader is not null)
                _readers.Add(reader);
        }
    }

    /// <summary>Keeps a response, and returns when it is in the file. One that is there already stays.</summary>
    public Task KeepAsync(string key, CachedResponse entry)
    {
        var pending = new Pending(
            key,
            entry,
            JsonSerializer.Serialize(entry.Response, FileJson.Line),
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        return _pending.Writer.TryWrite(pending) ? pending.Kept.Task : Task.CompletedTask;
    }

    /// <summary>What is kept, by endpoint and model.</summary>
    public IReadOnlyList<CacheContent> Contents()
    {
        using var connection = Connect(_path);
        using var command = Command(
            connection,
            "SELECT endpoint, model, tokens, cost_usd, asked_at FROM responses ORDER BY endpoint, model"
        );
        using var rows = command.ExecuteReader();
        var all = new List<(string Endpoint, string Model, long Tokens, decimal? Cost, DateTimeOffset At)>();
        while (rows.Read())
            all.Add(
                (
                    rows.GetString(0),
                    rows.GetString(1),
                    rows.IsDBNull(2) ? 0 : rows.GetInt64(2),
                    AmountOrNull(rows, 3),
                    Time(rows.GetString(4))
                )
            );
        return
        [
            .. all.GroupBy(entry => (entry.Endpoint, entry.Model))
                .Select(group => new CacheContent(
                    group.Key.Endpoint,
                    group.Key.Model,
                    group.Count(),
                    group.Sum(entry => entry.Tokens),
                    group.Sum(entry => entry.Cost ?? 0),
                    group.Count(entry => entry.Cost is null),
                    group.Min(entry => entry.At),
                    group.Max(entry => entry.At)
                )),
        ];
    }

    /// <summary>Removes what is kept of a model, or everything, and gives the room back to the disk.</summary>
    /// <param name="modelId">The model's id; null for all of them.</param>
    /// <returns>How many responses were removed.</returns>
    public int Clear(string? modelId)
    {
        using var connection = Connect(_path);
        using var delete = Command(connection, "DELETE FROM responses WHERE $model IS NULL OR model = $model", "$model");
        delete.Parameters["$model"].Value = (object?)modelId ?? DBNull.Value;
        var removed = delete.ExecuteNonQuery();
        Execute(connection, "VACUUM");
        return removed;
    }

    /// <summary>Waits until everything is kept, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _keeping;
        await _keep.DisposeAsync();
        await _remove.DisposeAsync();
        foreach (var reader in _readers)
        {
            if (reader.Connection is { } connection)
                await connection.DisposeAsync();
            await reader.DisposeAsync();
        }

        await _writing.DisposeAsync();
    }

    private static CachedResponse? Find(SqliteCommand reader, string key)
    {
        reader.Parameters["$key"].Value = key;
        using var row = reader.ExecuteReader();
        return row.Read()
            ? new CachedResponse(
                JsonSerializer.Deserialize<RecordedResponse>(row.GetString(0), FileJson.Line)
                    ?? throw new JsonException("The response is null."),
                row.GetString(1),
                TextOrNull(row, 2),
                AmountOrNull(row, 3),
                Time(row.GetString(4))
            )
            : null;
    }

    private sealed record Pending(string Key, CachedResponse Entry, string Response, TaskCompletionSource Kept);

    // What comes while a transaction is written goes into the next one together: many callers pay for one commit.
    private async Task KeepAllAsync()
    {
        var together = new List<Pending>();
        while (await _pending.Reader.WaitToReadAsync())
        {
            while (_pending.Reader.TryRead(out var pending))
                together.Add(pending);
            try
            {
                Keep(together);
            }
            catch (SqliteException e)
            {
                Note(e);
            }

            together.ForEach(pending => pending.Kept.SetResult());
            together.Clear();
        }
    }

    private void Keep(List<Pending> together)
    {
        using var transaction = _writing.BeginTransaction(deferred: false);
        (_keep.Transaction, _remove.Transaction) = (transaction, transaction);
        foreach (var (key, entry, response, _) in together)
        {
            if (_unreadable.TryRemove(key, out _))
            {
                _remove.Parameters["$key"].Value = key;
                _remove.ExecuteNonQuery();
            }

            SetValues(
                key,
                entry.Endpoint,
                entry.Response.Model ?? "",
                response,
                entry.RequestId,
                entry.Response.Usage is { } usage ? usage.InputTokens + usage.OutputTokens : null,
                entry.CostUsd?.ToString(CultureInfo.InvariantCulture),
                entry.AskedAtText
            );
            _keep.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    // In the order of the statement's parameters.
    private void SetValues(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _keep.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    private void Note(Exception e) => Trouble ??= $"{_shownAs}: {e.Message}";

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                DefaultTimeout = BusySeconds,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    // Write-ahead logging: readers never wait for writers, and a killed process loses nothing that it was told is kept.
    private static void Prepare(SqliteConnection connection, string shownAs)
    {
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = NORMAL"); // of the connection that writes
        Execute(connection, "PRAGMA wal_autocheckpoint = 8000"); // pages: the log is copied over every 32 MB, and at the end
        using var transaction = connection.BeginTransaction(deferred: false);
        using var version = new SqliteCommand("PRAGMA user_version", connection, transaction);
        var found = Convert.ToInt32(version.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (found > Version)
            throw new InputException(
                shownAs,
                null,
                "The response cache was made by a later version of PromptLab. Use that one, or delete the file."
            );
        if (found < Version)
        {
            using var create = new SqliteCommand(
                $"""
                CREATE TABLE responses (
                  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, endpoint TEXT NOT NULL, model TEXT NOT NULL, response TEXT NOT NULL,
                  request_id TEXT, tokens INTEGER, cost_usd TEXT, asked_at TEXT NOT NULL);
                PRAGMA user_version = {Version};
                """,
                connection,
                transaction
            );
            create.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params string[] parameters)
    {
        var command = new SqliteCommand(sql, connection);
        foreach (var name in parameters)
            command.Parameters.AddWithValue(name, DBNull.Value);
        return command;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static string? TextOrNull(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static decimal? AmountOrNull(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : decimal.Parse(row.GetString(column), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
