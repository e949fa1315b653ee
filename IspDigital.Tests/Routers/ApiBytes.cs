using System.Text;

namespace IspDigital.Tests.Routers;

/// <summary>The wire form of sentences, written here a second time so that the product's codec is not its own judge.</summary>
internal static class ApiBytes
{
    public static byte[] Sentence(params string[] words) => Sentence(words.Select(Encoding.UTF8.GetBytes).ToArray());

    public static byte[] Sentence(params byte[][] words) => [.. words.Append([]).SelectMany(word => Length(word.Length).Concat(word))];

    public static byte[] Length(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x4000 => [(byte)(0x80 | (length >> 8)), (byte)length],
        < 0x200000 => [(byte)(0xC0 | (length >> 16)), (byte)(length >> 8), (byte)length],
        < 0x10000000 => [(byte)(0xE0 | (length >> 24)), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
        _ => [0xF0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
    };
}
