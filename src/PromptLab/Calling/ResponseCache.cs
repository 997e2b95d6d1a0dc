using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>
/// The response cache: a SQLite file, safe for several processes at once. Errors of reading or storing never fail a call: the
/// model is called instead, and the first error is kept in <see cref="FirstError"/>. Thread-safe.
/// </summary>
internal sealed class ResponseCache : IAsyncDisposable
{
    /// <summary>The version of the file's format.</summary>
    public const int Version = 1;

    private const int BusySeconds = 30;

    private readonly string _path;
    private readonly ConcurrentBag<SqliteCommand> _readers = []; // one per reading thread, each with its own connection
    private readonly SqliteConnection _writeConnection;
    private readonly SqliteCommand _insert;
    private readonly string _shownAs;
    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, bool> _useless = new(StringComparer.Ordinal); // replaced by the next response
    private readonly SqliteCommand _remove;
    private readonly Task _writeLoop;

    private ResponseCache(string path, SqliteConnection writing, string shownAs)
    {
        (_path, _writeConnection, _shownAs) = (path, writing, shownAs);
        _insert = Command(
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
        _writeLoop = Task.Run(WriteLoopAsync);
    }

    /// <summary>The first error of reading or storing; null if there was none.</summary>
    public string? FirstError { get; private set; }

    /// <summary>Opens the cache; creates the file if it does not exist.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="shownAs">The file name to use in messages.</param>
    /// <exception cref="InputException">The file is not a response cache, is from a later version, or cannot be opened.</exception>
    public static ResponseCache Open(string path, string shownAs)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var writing = Connect(path);
            PrepareSchema(writing, shownAs);
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

    /// <summary>The cached response; null if there is none or it is unreadable.</summary>
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
            RecordError(e);
            _useless.TryAdd(key, true);
            return null;
        }
        finally
        {
            if (reader is not null)
                _readers.Add(reader);
        }
    }

    /// <summary>Lets the next response with this key replace the stored one, which is no answer.</summary>
    public void Replace(string key) => _useless.TryAdd(key, true);

    /// <summary>Stores a response; completes when it is in the file. An existing response is kept.</summary>
    public Task StoreAsync(string key, CachedResponse entry)
    {
        var pending = new Pending(
            key,
            entry,
            JsonSerializer.Serialize(entry.Response, FileJson.Line),
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        return _pending.Writer.TryWrite(pending) ? pending.Stored.Task : Task.CompletedTask;
    }

    /// <summary>The contents of the cache by endpoint and model.</summary>
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
                    ParseTime(rows.GetString(4))
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

    /// <summary>Deletes the responses of a model, or all of them, and shrinks the file.</summary>
    /// <param name="modelId">The id of the model; null for all models.</param>
    /// <returns>The number of deleted responses.</returns>
    public int Clear(string? modelId)
    {
        using var connection = Connect(_path);
        using var delete = Command(connection, "DELETE FROM responses WHERE $model IS NULL OR model = $model", "$model");
        delete.Parameters["$model"].Value = (object?)modelId ?? DBNull.Value;
        var removed = delete.ExecuteNonQuery();
        Execute(connection, "VACUUM");
        return removed;
    }

    /// <summary>Waits until all pending responses are stored, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _writeLoop;
        await _insert.DisposeAsync();
        await _remove.DisposeAsync();
        foreach (var reader in _readers)
        {
            if (reader.Connection is { } connection)
                await connection.DisposeAsync();
            await reader.DisposeAsync();
        }

        await _writeConnection.DisposeAsync();
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
                ParseTime(row.GetString(4))
            )
            : null;
    }

    private sealed record Pending(string Key, CachedResponse Entry, string Response, TaskCompletionSource Stored);

    // Responses that arrive while a transaction is written share the next one: many callers pay for one commit.
    private async Task WriteLoopAsync()
    {
        var batch = new List<Pending>();
        while (await _pending.Reader.WaitToReadAsync())
        {
            while (_pending.Reader.TryRead(out var pending))
                batch.Add(pending);
            try
            {
                Store(batch);
            }
            catch (SqliteException e)
            {
                RecordError(e);
            }

            batch.ForEach(pending => pending.Stored.SetResult());
            batch.Clear();
        }
    }

    private void Store(List<Pending> batch)
    {
        using var transaction = _writeConnection.BeginTransaction(deferred: false);
        (_insert.Transaction, _remove.Transaction) = (transaction, transaction);
        foreach (var (key, entry, response, _) in batch)
        {
            if (_useless.TryRemove(key, out _))
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
                entry.ReceivedAtText
            );
            _insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    // In the order of the statement's parameters.
    private void SetValues(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _insert.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    private void RecordError(Exception e) => FirstError ??= $"{_shownAs}: {e.Message}";

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

    // Write-ahead logging: readers never wait for writers, and a killed process loses nothing that was reported as stored.
    private static void PrepareSchema(SqliteConnection connection, string shownAs)
    {
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = NORMAL"); // applies to the writing connection
        Execute(connection, "PRAGMA wal_autocheckpoint = 8000"); // pages: the log is checkpointed every 32 MB, and on close
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

    private static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
