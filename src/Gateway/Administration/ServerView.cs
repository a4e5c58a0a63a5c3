namespace Catalog.Gateway.Administration;

/// <summary>A server as the admin page shows it.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Where">Its address without query, or its command's name.</param>
/// <param name="Policy">The policy that binds callers without a grant; null for none.</param>
/// <param name="State">One word: how the last message to it fared.</param>
/// <param name="IsWell">Null where nothing is known.</param>
/// <param name="StateAt">When that was; null where nothing is known.</param>
/// <param name="Sessions">Sessions that are open.</param>
/// <param name="Tools">Tools in its last whole list; null while none was seen.</param>
/// <param name="HeldBack">Tools that changed and are held back.</param>
internal sealed record ServerView(
    string Name, string Where, string? Policy, string State, bool? IsWell, DateTimeOffset? StateAt, int Sessions, int? Tools, IReadOnlyList<string> HeldBack);
