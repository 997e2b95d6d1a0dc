using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PromptLab.Calling;

/// <summary>Reads the file of a response cache without changing it.</summary>
internal static class ResponseCacheCheck
{
    private const string Delete = "Delete the file: what it holds is asked again, and paid for again.";

    /// <summary>Why a file can't be used as a response cache, as a sentence; null where it can. An empty file is a new cache.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="readableVersion">The latest version of the format that this program reads.</param>
    public static string? ObjectionTo(string path, int readableVersion)
    {
        try
        {
            if (new FileInfo(path).Length == 0)
                return null;
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                }.ToString()
            );
            connection.Open();
            if (
                Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture) is var version
                && version > readableVersion
            )
                return "The response cache was made by a later version of PromptLab. Use that one, or delete the file.";
            if (version == 0 && Scalar(connection, "SELECT 1 FROM sqlite_master LIMIT 1") is not null)
                return "The file is a database of something else. Move it away.";
            if (Scalar(connection, "PRAGMA quick_check(1)") is string and not "ok")
                return $"The response cache is damaged. {Delete}";
            if (version > 0)
                Scalar(connection, "SELECT key, endpoint, model, response, request_id, tokens, cost_usd, asked_at FROM responses LIMIT 1");
            return null;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            return $"The response cache can't be read: {e.Message} {Delete}";
        }
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
