namespace Catalog.Api.Shell;

/// <summary>Our own sentences with words in backticks.</summary>
internal static class InlineCode
{
    public static Html Of(string sentence) => Html.Join(sentence.Split('`').Select(static (part, i) => i % 2 == 1 ? Html.Of($"<code>{part}</code>") : Html.Text(part)));
}
