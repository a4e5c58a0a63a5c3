using System.Text;

namespace Catalog.Cli.Hosting;

/// <summary>Reads a secret from the keyboard, and shows nothing of it.</summary>
internal static class TypedSecret
{
    /// <summary>Asks for one; what is typed ends with Enter.</summary>
    public static string Read(TextWriter error, string question)
    {
        error.Write(question);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else
            {
                typed.Append(key.KeyChar);
            }
        }

        error.WriteLine();
        return typed.ToString();
    }
}
