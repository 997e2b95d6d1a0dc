using PromptLab.Results;

namespace PromptLab.Workspace;

/// <summary>What a version control system knows of the checkout that a project lies in.</summary>
public interface IVersionControl
{
    /// <summary>The state of the checkout; null where the folder is in none, or nothing can be asked.</summary>
    /// <param name="folder">A folder of the checkout, as a full path.</param>
    /// <param name="except">A folder whose changes do not count, as a full path: what runs write does not make a checkout dirty.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    Task<RunGit?> StateAsync(string folder, string except, CancellationToken cancellationToken);

    /// <summary>
    /// The author that a commit made here would name, such as <c>Ada &lt;ada@example.org&gt;</c>; null where none is
    /// set.
    /// </summary>
    /// <param name="folder">A folder of the checkout, as a full path.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    Task<string?> AuthorAsync(string folder, CancellationToken cancellationToken);
}

/// <summary>No version control: neither a commit nor an author is known.</summary>
internal sealed class NoVersionControl : IVersionControl
{
    public static readonly NoVersionControl Instance = new();

    public Task<RunGit?> StateAsync(string folder, string except, CancellationToken cancellationToken) => Task.FromResult<RunGit?>(null);

    public Task<string?> AuthorAsync(string folder, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
