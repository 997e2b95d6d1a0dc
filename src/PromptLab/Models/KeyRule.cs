namespace PromptLab.Models;

/// <summary>Whether a kind of provider needs a key.</summary>
public enum KeyRule
{
    /// <summary>Nothing is sent, so no key is.</summary>
    None,

    /// <summary>A key is sent where <c>api_key_env</c> names one.</summary>
    Optional,

    /// <summary>Without <c>api_key_env</c> no call is made.</summary>
    Required,

    /// <summary>Without <c>api_key_env</c> Entra ID gives a token.</summary>
    OrEntraId,
}
