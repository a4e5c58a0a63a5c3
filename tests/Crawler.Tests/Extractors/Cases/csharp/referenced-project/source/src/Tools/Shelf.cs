namespace Tools;

/// <param name="Id">Where it stands.</param>
[Description("A shelf.")]
public sealed record Shelf([property: Description("Its number.")] int Id, Side Side, string? Note = null)
{
    [JsonPropertyName("max-load")]
    [Range(1, 500)]
    public required double Load { get; init; }

    [JsonIgnore]
    public string Secret { get; set; } = "";

    public string Computed => Note + "!";
}

public enum Side
{
    Left,
    [JsonStringEnumMemberName("right-hand")]
    Right,
}
