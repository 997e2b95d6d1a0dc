using PromptLab.Results;

namespace PromptLab.Workspace;

/// <summary>Reads the commit and the author from a version control system.</summary>
public interface IVersionControl
{
    /// <summary>The checkout's commit and whether it has changes; null outside a checkout, or where the system is unavailable.</summary>
    /// <param name="folder">A folder of the checkout, as a full path.</param>
    /// <param name="except">A folder whose changes are ignored, as a full path: results do not make a checkout dirty.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<RunGit?> StateAsync(string folder, string except, CancellationToken cancellationToken);

    /// <summary>
    /// The author that a commit made here would have, such as <c>Ada &lt;ada@example.org&gt;</c>; null where none is configured.
    /// </summary>
    /// <param name="folder">A folder of the checkout, as a full path.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<string?> AuthorAsync(string folder, CancellationToken cancellationToken);

    /// <summary>
    /// The texts that a file has or had: those of both sides of a merge that is in conflict, then those of commits on any branch,
    /// newest first and at most a hundred. Empty outside a checkout, and where the system can't tell, as by default.
    /// </summary>
    /// <param name="file">The file, as a full path; it need not exist.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<string>> TextsOfAsync(string file, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Those of some files that the system has, or would take, and for which an attribute does not have a value, as
    /// <c>merge=union</c> in <c>.gitattributes</c>. Empty outside a checkout, and where the system can't tell, as by default.
    /// </summary>
    /// <param name="folder">A folder of the checkout, as a full path.</param>
    /// <param name="files">The files, relative to the folder and with <c>/</c>.</param>
    /// <param name="attribute">The attribute, such as <c>merge</c>.</param>
    /// <param name="value">Its value, such as <c>union</c>, or <c>unset</c> for <c>-text</c>.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<string>> FilesLackingAsync(
        string folder,
        IReadOnlyList<string> files,
        string attribute,
        string value,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<string>>([]);
}

/// <summary>Reports neither a commit nor an author.</summary>
internal sealed class NoVersionControl : IVersionControl
{
    public static readonly NoVersionControl Instance = new();

    public Task<RunGit?> StateAsync(string folder, string except, CancellationToken cancellationToken) => Task.FromResult<RunGit?>(null);

    public Task<string?> AuthorAsync(string folder, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
