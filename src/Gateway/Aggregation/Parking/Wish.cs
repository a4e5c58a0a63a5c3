namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>What a server of the legacy era asks of a client of the modern one while a call is under way.</summary>
/// <param name="Key">Its name among the questions of the call.</param>
/// <param name="Id">The id as the server wrote it.</param>
/// <param name="Method">What is asked for.</param>
/// <param name="Params">The parameters as the server wrote them, an object.</param>
internal sealed record Wish(string Key, ReadOnlyMemory<byte> Id, string Method, ReadOnlyMemory<byte> Params);
