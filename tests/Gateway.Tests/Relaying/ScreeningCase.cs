using System.Text;

namespace Catalog.Gateway.Tests.Relaying;

internal sealed record ScreeningCase
{
    public required string Note { get; init; }

    public string? Message { get; init; }

    /// <summary>The message in hexadecimal digits, where it is no text.</summary>
    public string? Hex { get; init; }

    public required ScreeningExpectation Expected { get; init; }

    public byte[] Bytes => Hex is null ? Encoding.UTF8.GetBytes(Message!) : Convert.FromHexString(Hex);
}
