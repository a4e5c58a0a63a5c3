namespace Catalog.Gateway.Relaying;

/// <summary>What the screening of one message found: an envelope, or a refusal with the id to answer to where one was read.</summary>
/// <param name="Envelope">Null exactly where the message is refused.</param>
/// <param name="Refusal">Null exactly where the message can be decided.</param>
/// <param name="Id">The raw bytes of the id of a refused message; empty where none was read, which is answered as <c>null</c>.</param>
/// <param name="Method">The method of a refused message, where it was read.</param>
/// <param name="HasId">Whether a refused message names an id, be it one that none can have: its sender waits for an answer.</param>
internal sealed record ScreenResult(Envelope? Envelope, Refusal? Refusal, ReadOnlyMemory<byte> Id, string? Method, bool HasId = false);
