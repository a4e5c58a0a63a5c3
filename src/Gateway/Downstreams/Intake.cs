using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Downstreams;

/// <summary>What became of a message at the door.</summary>
/// <param name="Message">The message; null where it is refused.</param>
/// <param name="Refusal">Why it is refused; null where it is not.</param>
/// <param name="Answer">What the sender is told; null where nothing is due.</param>
internal sealed record Intake(Envelope? Message, Refusal? Refusal, byte[]? Answer);
