namespace Catalog.Gateway.Relaying;

/// <summary>An event of a stream is longer than answers may be: it would be as long if it were asked for again.</summary>
/// <param name="maxBytes">How long it may be.</param>
internal sealed class LongEventException(int maxBytes) : IOException($"the server sent an event of more than {maxBytes} bytes (`limits.answer`)");
