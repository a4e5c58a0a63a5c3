namespace Catalog.Gateway.Aggregation;

/// <summary>A question of a server that the client has not answered yet.</summary>
/// <param name="Branch">The server.</param>
/// <param name="Id">The id as the server wrote it.</param>
/// <param name="Token">The progress token as the server wrote it; empty for none.</param>
/// <param name="IdKey">The key of the server's id.</param>
internal sealed record Question(Branch Branch, ReadOnlyMemory<byte> Id, ReadOnlyMemory<byte> Token, string? IdKey);
