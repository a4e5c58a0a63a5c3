namespace Catalog.Storage.Redis;

/// <summary>One reply of the protocol (RESP2).</summary>
/// <param name="Text">The text of a string or of an error; null for nil and for other kinds.</param>
/// <param name="Number">The number of an integer reply.</param>
/// <param name="Items">The members of a list; null for other kinds.</param>
/// <param name="IsError">Whether the server refused.</param>
internal sealed record RedisReply(string? Text, long Number = 0, IReadOnlyList<RedisReply>? Items = null, bool IsError = false);
