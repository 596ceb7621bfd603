/** The address of a file that is shipped compressed; it is fetched with `fetchUnpacked`. */
declare module '*?packed' {
  const address: string;
  export default address;
}
